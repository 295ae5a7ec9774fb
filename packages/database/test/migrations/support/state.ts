import { withSession } from '../../../src/environment/session.ts';
import { readSchema } from '../../../src/migrations/dump/read.ts';
import { query, type TestDatabase } from './database.ts';

/** What migrations make of a database: every object, the journal, the rows. The same in two databases when they are equal. */
export interface DatabaseState {
  readonly schema: readonly unknown[];
  readonly journal: readonly unknown[];
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
  /** Whether a migration is noted as half applied. */
  readonly unfinished: boolean;
}

/** @param tables whose rows to look at. */
export async function stateOf(
  { url, adminUrl }: TestDatabase,
  tables: readonly string[],
): Promise<DatabaseState> {
  const rows: Record<string, readonly unknown[]> = {};
  for (const table of tables)
    rows[table] = await query(adminUrl, `select * from ${table} order by 1, 2`);
  return {
    schema: await schemaOf(url),
    journal: await query(
      adminUrl,
      'select hash, created_at from drizzle.__drizzle_migrations order by created_at',
    ),
    rows,
    unfinished:
      (await query(adminUrl, `select to_regclass('drizzle.startkit_progress') as t`))[0]?.['t'] !==
      null,
  };
}

/** Every object of a database with all that is known of it. */
export function schemaOf(url: string): Promise<readonly unknown[]> {
  return withSession(url, (session) =>
    session.transaction(async () => {
      const { schema } = await readSchema((text, parameters) => session.rows(text, parameters));
      return [...schema.values()];
    }),
  );
}
