import type { Session } from '../../../environment/session.ts';
import type { Migration } from '../registry.ts';
import type { OneStatement } from './statement.ts';

/** What is known of a statement: it was begun, or it ended well. */
export interface StatementProgress {
  /** Counts from 0. */
  readonly position: number;
  readonly hash: string;
  readonly state: 'begun' | 'done';
}

/*
 * Beside the journal, which Drizzle reads too, and would take a row of as applied. The table is there only
 * while a no-transaction migration is half applied.
 */
const table = 'drizzle.startkit_progress';

const createTable = `
  create table if not exists ${table} (
    migration bigint not null,
    position int not null,
    hash text not null,
    state text not null,
    changed_at timestamptz not null default pg_catalog.clock_timestamp(),
    primary key (migration, position)
  );
  revoke all on ${table} from public`;

/** What earlier runs did of a migration; nothing when none was begun. */
export async function readProgress(
  session: Session,
  { when }: Pick<Migration, 'when'>,
): Promise<readonly StatementProgress[]> {
  if (!(await hasProgress(session))) return [];
  return session.rows<StatementProgress>(
    `select position, hash, state from ${table} where migration = $1::bigint order by position`,
    [String(when)],
  );
}

async function hasProgress(session: Session): Promise<boolean> {
  const [row] = await session.rows<{ found: boolean }>(
    `select pg_catalog.to_regclass('${table}') is not null as found`,
  );
  return row?.found === true;
}

/** Makes the place for it. */
export async function beginProgress(session: Session): Promise<void> {
  if (!(await hasProgress(session))) await session.run(createTable);
}

/** Notes what became of one statement; in its own transaction, when it has one. */
export async function noteProgress(
  session: Session,
  { when }: Pick<Migration, 'when'>,
  position: number,
  { hash }: OneStatement,
  state: StatementProgress['state'],
): Promise<void> {
  await session.rows(
    `insert into ${table} as p (migration, position, hash, state) values ($1::bigint, $2::int, $3, $4)
     on conflict (migration, position) do update
       set hash = excluded.hash, state = excluded.state, changed_at = excluded.changed_at`,
    [String(when), position, hash, state],
  );
}

/** Forgets that a statement was begun. */
export async function forgetProgress(
  session: Session,
  { when }: Pick<Migration, 'when'>,
  position: number,
): Promise<void> {
  await session.rows(`delete from ${table} where migration = $1::bigint and position = $2::int`, [
    String(when),
    position,
  ]);
}

/** Forgets a migration, in the transaction that notes it in the journal. */
export async function endProgress(
  session: Session,
  { when }: Pick<Migration, 'when'>,
): Promise<void> {
  await session.rows(`delete from ${table} where migration = $1::bigint`, [String(when)]);
  const rest = await session.rows(`select from ${table} limit 1`);
  if (rest.length === 0) await session.run(`drop table ${table}`);
}
