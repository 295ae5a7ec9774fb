import { readFileSync } from 'node:fs';
import { OperationError, errorText } from '../../environment/errors.ts';
import type { MigrationSource } from '../folders.ts';
import { type Migration, readMigrations } from '../runner/registry.ts';
import type { Schema } from './object.ts';
import { type ScratchDatabase, scratchDatabase } from './scratch.ts';

/**
 * What the migrations and the RLS SQL make of an empty database, as PostgreSQL in this process says.
 *
 * @param rls the RLS SQL. Default: the file's.
 * @throws OperationError `GENERATE_FAILED` when they do not run on an empty database.
 */
export async function buildSchema(
  source: MigrationSource,
  rls: string = readFileSync(source.rlsFile, 'utf8'),
): Promise<Schema> {
  const migrations = readMigrations(source.folder);
  const scratch = await scratchDatabase(migrations, rls);
  try {
    await runMigrations(scratch, migrations);
    await attempt('rls.sql', () => scratch.run(rls));
    return await scratch.schema();
  } finally {
    await scratch.close();
  }
}

/**
 * Runs migrations as the runner does, but for its locks and its journal.
 *
 * @throws OperationError `GENERATE_FAILED`.
 */
export async function runMigrations(
  scratch: ScratchDatabase,
  migrations: readonly Migration[],
): Promise<void> {
  for (const { tag, statements } of migrations) {
    for (const statement of statements) await attempt(tag, () => scratch.run(statement));
  }
}

async function attempt(what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    throw new OperationError(
      'GENERATE_FAILED',
      `${what} does not run on an empty database: ${errorText(cause)}\nThe dump of the schema was not written. Correct ` +
        'it, and run db:generate again.',
      { cause },
    );
  }
}
