import { readFileSync } from 'node:fs';
import { runMigrations } from '../dump/build.ts';
import type { Schema } from '../dump/object.ts';
import { scratchDatabase } from '../dump/scratch.ts';
import type { MigrationSource } from '../folders.ts';
import type { Migration } from '../runner/registry.ts';
import { withoutRls } from './rls-owned.ts';

/** What migrations make of an empty database. */
export interface ExpectedSchema {
  /** Without what the RLS SQL makes of it. */
  readonly schema: Schema;
  /** Takes what the RLS SQL makes away from a schema that was read. */
  readonly withoutRls: (schema: Schema) => Schema;
  /** Ids of the tables that they put rows into. */
  readonly filled: readonly string[];
}

/**
 * Runs migrations in this process and reads what they made: the login needs no right to make databases for it.
 *
 * @param taken how many of them, from the first on.
 * @throws OperationError `GENERATE_FAILED` when they do not run on an empty database.
 */
export async function expectedSchema(
  { rlsFile }: MigrationSource,
  migrations: readonly Migration[],
  taken: number,
): Promise<ExpectedSchema> {
  const rls = readFileSync(rlsFile, 'utf8');
  const scratch = await scratchDatabase(migrations, rls);
  try {
    await runMigrations(scratch, migrations.slice(0, taken));
    const wanted = await scratch.schema();
    const filled = await scratch.filledTables();
    await runMigrations(scratch, migrations.slice(taken));
    const before = taken === migrations.length ? wanted : await scratch.schema();
    await scratch.run(rls);
    const strip = withoutRls(before, await scratch.schema());
    return { schema: strip(wanted), withoutRls: strip, filled };
  } finally {
    await scratch.close();
  }
}
