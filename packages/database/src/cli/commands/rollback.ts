import { relative } from 'node:path';
import { kitMigrations } from '../../migrations/index.ts';
import { rollback, type RollbackResult } from '../../migrations/rollback/rollback.ts';
import { writeDown } from '../../migrations/rollback/write-down.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { askForName } from '../confirm.ts';
import { openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Take the last applied migration back, by its down file',
  usage: '[--dry-run] [--allow-data-loss] [--confirm DATABASE] | --derive MIGRATION',
  options: {
    'dry-run': { type: 'boolean' },
    'allow-data-loss': { type: 'boolean' },
    confirm: { type: 'string' },
    derive: { type: 'string' },
  },
  interruptible: true,
  run(context) {
    const { derive: tag } = context.flags;
    return typeof tag === 'string' ? derive(tag) : takeBack(context);
  },
};

export default command;

async function derive(tag: string): Promise<CommandResult> {
  const written = await writeDown(kitMigrations().folder, tag);
  return { data: { ...written }, lines: describeDown(written) };
}

/** What is said of a down file that was written. */
export function describeDown({
  path,
  complete,
}: {
  readonly path: string;
  readonly complete: boolean;
}): readonly string[] {
  const name = relative(process.cwd(), path);
  return complete
    ? [`Derived what takes it back: ${name}. Read it.`]
    : [`Wrote ${name}: it says what you must write for db:rollback to work.`];
}

async function takeBack(context: CommandContext): Promise<CommandResult> {
  const { flags, output, signal } = context;
  const dryRun = flags['dry-run'] === true;
  const database = await openDatabase(context, dryRun ? 'Would roll back' : 'Rolling back');
  if (!dryRun) await askForName(context, database, 'db:rollback takes a migration back in');
  const result = await rollback({
    url: database.url,
    dryRun,
    allowDataLoss: flags['allow-data-loss'] === true,
    log: (line) => output.line(`  ${line}`),
    signal,
  });
  return { data: { dryRun, ...result }, lines: describe(result, dryRun) };
}

function describe(
  { migration, statements, losses }: RollbackResult,
  dryRun: boolean,
): readonly string[] {
  const lost = losses.map((text) => `  ${dryRun ? 'Would lose' : 'Lost'} ${text}`);
  if (dryRun)
    return [`Would take ${migration} back:`, ...statements.map((sql) => `${sql};`), ...lost];
  return [
    `Took ${migration} back.`,
    ...lost,
    'Row-Level Security is as this release made it. Deploy the release before it and run its db:apply-rls; db:migrate',
    `of this one applies ${migration} again.`,
  ];
}
