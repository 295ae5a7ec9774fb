import driftConfig from '../../../drift.config.ts';
import { type Drift, findDrift } from '../../migrations/drift/drift.ts';
import type { Finding } from '../../migrations/drift/finding.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { openDatabase } from '../database.ts';
import type { Output } from '../output.ts';

const command: Command = {
  summary:
    'Compare the database with schema.json, and print the SQL that mends it; exit code 1 when it differs, but for --sql',
  usage: '[--sql] [--allow-data-loss]',
  options: { sql: { type: 'boolean' }, 'allow-data-loss': { type: 'boolean' } },
  async run(context) {
    const { flags, output } = context;
    const sqlAlone = flags['sql'] === true && !output.json;
    const { url } = await openDatabase(sqlAlone ? quiet(context) : context, 'Drift of');
    const drift = await findDrift({
      url,
      ignore: driftConfig.ignore,
      allowDataLoss: flags['allow-data-loss'] === true,
    });
    return {
      // The script was asked for, and is there.
      ok: sqlAlone || drift.findings.length === 0,
      data: dataOf(drift),
      lines: sqlAlone ? sqlLines(drift) : [...describe(drift, output), ...sqlLines(drift)],
    };
  },
};

export default command;

/** Nothing but the SQL is for psql. */
function quiet(context: CommandContext): CommandContext {
  return { ...context, output: { ...context.output, line: () => undefined } };
}

function dataOf({
  findings,
  foreign,
  pending,
  pushed,
  statements,
  sql,
}: Drift): CommandResult['data'] {
  const keyOf = ({ kind, object }: Finding) => `${kind} ${object}`;
  return {
    pending,
    pushed,
    findings: findings.map((finding) => ({
      ...finding,
      mend: statements
        .filter((one) => one.object === keyOf(finding))
        .map(({ sql: statement, caution }) => ({
          sql: statement,
          notRun: caution?.reason ?? null,
        })),
    })),
    foreign,
    sql,
  };
}

function sqlLines({ sql }: Drift): readonly string[] {
  return sql === '' ? [] : [sql.trimEnd()];
}

const colors = { missing: 'red', changed: 'yellow', unexpected: 'red', unknown: 'yellow' } as const;

function describe(
  { findings, foreign, pending, pushed }: Drift,
  output: Output,
): readonly string[] {
  const waiting =
    pending.length === 0
      ? []
      : [
          `Not applied yet: ${pending.join(', ')}. What they make is among the differences, so there is no SQL: run ` +
            'db:migrate first, or db:baseline where the tables were made without it.',
        ];
  const others = foreign.map((text) => `  ${output.style('dim', text)}`);
  if (findings.length === 0) return [...others, 'The database is what the schema says.'];
  return [
    ...others,
    ...findings.map(
      ({ difference, sentence }) =>
        `  ${output.style(colors[difference], difference)}  ${sentence}`,
    ),
    `${findings.length} difference(s).`,
    ...(pushed ? ['Changes of db:push are among them: db:reset removes those.'] : []),
    ...waiting,
    ...(pending.length === 0
      ? [
          '',
          'This SQL mends it; afterwards run db:apply-rls, which takes note of the policies as they then are:',
          '',
        ]
      : []),
  ];
}
