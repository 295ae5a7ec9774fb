import { configNames } from '../../config/load.ts';
import { counted } from '../../report/text.ts';
import { textOf, type Command, type CommandContext, type Flags, type Io } from '../command.ts';
import { connect } from '../connect.ts';
import { newFile, writeNew, type OutputFile } from '../files.ts';
import { guessConfig } from '../init/guess.ts';
import { renderConfig } from '../init/render.ts';
import { surveyDatabase } from '../init/survey.ts';
import { connectionOptions, urlOf } from '../options.ts';

export const init: Command = {
  name: 'init',
  summary:
    'Writes a first configuration, guessed from the database’s catalogs, to be read and corrected.',
  options: {
    ...connectionOptions,
    config: { value: 'FILE', help: `The file to write. Default: ${configNames[0]}.` },
  },
  interrupted: 'Nothing was written.',
  async run({ flags, io }: CommandContext) {
    const url = urlOf(flags, io);
    const file = fileToWrite(flags, io);
    const connection = await connect(url, { name: 'tenancy init', signal: io.signal });
    try {
      const survey = await surveyDatabase(connection.db);
      const guess = guessConfig(survey);
      writeNew(file, renderConfig(guess, survey.database));
      const open = guess.tables.filter(({ scope }) => scope === undefined).length;
      const key =
        guess.key === undefined
          ? 'no tenant key was found'
          : `tenant key ${guess.key.column}, in ${guess.key.tables} of ${guess.key.of} tables`;
      const left = open === 0 ? '' : ` ${counted(open, 'table')} only you can classify.`;
      io.stdout.write(`Wrote ${file.shown}: ${key}.${left} Read it, then run \`tenancy check\`.\n`);
      return 0;
    } finally {
      await connection.end();
    }
  },
};

/** @throws ConfigurationError when there is a configuration already, whatever it is called. */
function fileToWrite(flags: Flags, { folder }: Io): OutputFile {
  const named = textOf(flags, 'config');
  if (named !== undefined) return newFile(folder, named);
  const [first = '', ...others] = configNames;
  for (const name of others) newFile(folder, name);
  return newFile(folder, first);
}
