import type { Session } from '../../environment/session.ts';
import type { Migration } from './registry.ts';

/** One row of the journal: a migration that was applied. */
export interface JournalRow {
  readonly hash: string;
  readonly when: number;
}

// The very table that Drizzle's own migrator keeps, so that a project can move here and back.
const createTable = `
  create schema if not exists drizzle;
  create table if not exists drizzle.__drizzle_migrations (
    id serial primary key,
    hash text not null,
    created_at bigint
  )`;

/** Whether the journal is there. */
async function hasJournal(session: Session): Promise<boolean> {
  const rows = await session.rows<{ found: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as found",
  );
  return rows[0]?.found === true;
}

/** What the journal says was applied; nothing when there is no journal yet. Changes nothing. */
export async function readJournal(session: Session): Promise<readonly JournalRow[]> {
  if (!(await hasJournal(session))) return [];
  const rows = await session.rows<{ hash: string; created_at: string }>(
    'select hash, created_at::text from drizzle.__drizzle_migrations order by created_at, id',
  );
  return rows.map((row) => ({ hash: row.hash, when: Number(row.created_at) }));
}

/** Makes the journal's table when it is not there. */
export async function createJournal(session: Session): Promise<void> {
  if (!(await hasJournal(session))) await session.run(createTable);
}

/** Notes in the journal that a migration was applied. */
export async function writeJournal(session: Session, migration: Migration): Promise<void> {
  await session.rows(
    'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2::bigint)',
    [migration.hash, String(migration.when)],
  );
}

/** The row that was written last, with its number; undefined when nothing is applied. */
export async function newestRow(
  session: Session,
): Promise<{ readonly id: number; readonly when: number } | undefined> {
  if (!(await hasJournal(session))) return undefined;
  const [row] = await session.rows<{ id: string; when: string }>(
    `select id::text, created_at::text as when from drizzle.__drizzle_migrations order by id desc limit 1`,
  );
  return row && { id: Number(row.id), when: Number(row.when) };
}

/** Notes that a migration is applied no more. */
export async function removeFromJournal(session: Session, id: number): Promise<void> {
  await session.rows('delete from drizzle.__drizzle_migrations where id = $1::int', [id]);
}
