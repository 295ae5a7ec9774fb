import type { TenancyConfig } from '../../config/config.ts';
import { ConfigurationError } from '../../config/error.ts';
import type { ProofReport } from '../../prove/types.ts';
import { prove as runProve } from '../../prove/run.ts';
import type { ProofAbout } from '../../report/proof/about.ts';
import { proofHtml } from '../../report/proof/html.ts';
import { proofJson } from '../../report/proof/json.ts';
import { proofJunit } from '../../report/proof/junit.ts';
import { isProved } from '../../report/proof/outcomes.ts';
import { proofSummary, proofTable } from '../../report/proof/table.ts';
import type { Paint } from '../../report/text.ts';
import { textOf, type Command, type CommandContext, type Io } from '../command.ts';
import { connect, type ConnectOptions } from '../connect.ts';
import { outputFile, repositoryPath, writeWhole, type OutputFile } from '../files.ts';
import {
  configOf,
  configOption,
  connectionOptions,
  formatOf,
  paintFor,
  urlOf,
  type LoadedConfig,
} from '../options.ts';
import { progressOn } from '../progress.ts';

const formats = ['table', 'json', 'junit', 'html'] as const;
type Format = (typeof formats)[number];

export const prove: Command = {
  name: 'prove',
  summary:
    'Makes rows of two tenants and attacks them as the configured subjects. All is rolled back.',
  options: {
    ...connectionOptions,
    config: configOption,
    format: { value: 'FORMAT', help: 'table, json, junit or html. Default: table.' },
    json: { help: 'The same as --format json.' },
    output: { value: 'FILE', help: 'Writes the report there, and one line here.' },
    progress: { help: 'Says how far it is, also where there is no terminal.' },
  },
  interrupted:
    'Nothing is kept: all of it was in a transaction that is rolled back. Only sequences may have moved on.',
  async run({ flags, io }: CommandContext) {
    const url = urlOf(flags, io);
    const format = formatOf(flags, formats);
    const named = textOf(flags, 'output');
    const output = named === undefined ? undefined : outputFile(io.folder, named);
    const loaded = await configOf(flags, io);
    if ((loaded.config.subjects ?? []).length === 0) {
      throw new ConfigurationError(
        `${loaded.shown} has no subjects: there is nobody to attack as. docs/isolation.md says how to write one.`,
      );
    }
    const { report, place } = await proveDatabase(url, loaded, io, flags['progress'] === true);
    const about = {
      database: place,
      configFile: repositoryPath(io.folder, loaded.path),
      trustedRoles: loaded.config.roles.trusted ?? [],
    };
    printReport(format, output, report, about, io);
    return isProved(report) ? 0 : 1;
  },
};

async function proveDatabase(
  url: string,
  { config }: LoadedConfig,
  io: Io,
  isAsked: boolean,
): Promise<{ readonly report: ProofReport; readonly place: string }> {
  const name = 'tenancy prove';
  const { signal } = io;
  const connection = await connect(url, { name, signal });
  const progress = progressOn(io, isAsked);
  try {
    await refuseClosedLogins(config, { name, signal });
    const report = await runProve({
      admin: connection.db,
      config,
      signal,
      connect: async (login) => {
        const { db, end } = await connect(login, { name, signal });
        return { query: (text, values) => db.query(text, values), end };
      },
      onProgress: ({ done, total, attack, subject }) =>
        progress.show(`${share(done, total)}  ${attack} as ${subject}`),
    });
    return { report, place: connection.place };
  } finally {
    progress.end();
    await connection.end();
  }
}

/** Later it would make a report of minutes incomplete. @throws as `connect`. */
async function refuseClosedLogins(
  { subjects = [] }: TenancyConfig,
  options: ConnectOptions,
): Promise<void> {
  const logins = new Set(subjects.flatMap(({ login }) => login ?? []));
  for (const login of logins) await (await connect(login, options)).end();
}

/** ` 12 %`. */
function share(done: number, total: number): string {
  return `${Math.floor((100 * done) / Math.max(1, total))} %`.padStart(5);
}

function printReport(
  format: Format,
  output: OutputFile | undefined,
  report: ProofReport,
  about: ProofAbout,
  io: Io,
): void {
  if (output === undefined) {
    io.stdout.write(formatted(format, report, about, paintFor(io.stdout)));
    return;
  }
  writeWhole(output, formatted(format, report, about));
  io.stdout.write(`${proofSummary(report, paintFor(io.stdout))} Report: ${output.shown}\n`);
}

function formatted(format: Format, report: ProofReport, about: ProofAbout, paint?: Paint): string {
  switch (format) {
    case 'table':
      return proofTable(report, about, paint);
    case 'json':
      return proofJson(report, about);
    case 'junit':
      return proofJunit(report, about);
    case 'html':
      return proofHtml(report, about);
  }
}
