import { rowsOf, type Queryable } from '../../catalog/queryable.ts';

/*
 * What was done, in the database itself: a note goes in with what it is about, in one transaction, so that a run that was
 * killed at any moment goes on from where it was.
 */

export type Direction = 'up' | 'down';

/** How far a step has come that is done in batches. */
export interface Place {
  /** Where the next batch begins: a page's number, or a key's last value. */
  readonly position: string;
  readonly rows: number;
}

export interface StepNote extends Partial<Place> {
  readonly direction: Direction;
  readonly step: string;
  readonly part: number;
  readonly done: boolean;
}

const tables = `
create schema if not exists tenancy_convert;
create table if not exists tenancy_convert.conversion (
  one boolean primary key default true check (one),
  plan_hash text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  taken_back_since timestamptz
);
create table if not exists tenancy_convert.steps (
  direction text not null check (direction in ('up', 'down')),
  step text not null,
  part integer not null,
  done boolean not null,
  position text,
  rows bigint,
  noted_at timestamptz not null default now(),
  primary key (direction, step, part)
);
-- Default privileges may have given it to somebody, who could note a step as done.
do $do$
declare
  grantee text;
begin
  for grantee in
    select distinct case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
      from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = 'tenancy_convert' and a.grantee <> n.nspowner
  loop
    execute format('revoke all on schema tenancy_convert from %s', grantee);
  end loop;
end $do$;`;

export interface Begun {
  readonly planHash: string;
  readonly finished: boolean;
  /** Whether somebody has begun to take it back. */
  readonly takenBack: boolean;
}

/** The conversion that this database is in; undefined where none has begun. */
export async function begunConversion(db: Queryable): Promise<Begun | undefined> {
  const [there] = await rowsOf<{ there: boolean }>(
    db,
    `select pg_catalog.to_regclass('tenancy_convert.conversion') is not null as there`,
  );
  if (there?.there !== true) return undefined;
  const [row] = await rowsOf<Begun>(
    db,
    `select plan_hash as "planHash", finished_at is not null as finished, taken_back_since is not null as "takenBack"
       from tenancy_convert.conversion`,
  );
  return row;
}

/** Notes that a conversion begins, or goes on. */
export async function begin(db: Queryable, planHash: string): Promise<void> {
  await db.query(`begin; ${tables}`);
  try {
    await db.query(
      `insert into tenancy_convert.conversion (plan_hash) values ($1)
       on conflict (one) do update set finished_at = null`,
      [planHash],
    );
    await db.query('commit');
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}

/** Notes that it is taken back: from then on there is no way but to the end of that. */
export async function beginTakingBack(db: Queryable): Promise<void> {
  await db.query(
    'update tenancy_convert.conversion set finished_at = null, taken_back_since = coalesce(taken_back_since, now())',
  );
}

/** Steps that were done are to be done again, from their beginning: rows have changed that they go by. */
export async function noteAgain(db: Queryable, steps: readonly string[]): Promise<void> {
  await db.query(
    `update tenancy_convert.steps set done = false, position = null
      where direction = 'up' and step in (select pg_catalog.json_array_elements_text($1::text::json))`,
    [JSON.stringify(steps)],
  );
}

export async function finish(db: Queryable): Promise<void> {
  await db.query('update tenancy_convert.conversion set finished_at = now()');
}

/** Takes the journal away: nothing is left of a conversion that was taken back. */
export async function forget(db: Queryable): Promise<void> {
  await db.query('drop schema if exists tenancy_convert cascade');
}

export async function readNotes(db: Queryable): Promise<readonly StepNote[]> {
  const rows = await rowsOf<{ note: string }>(
    db,
    `select json_build_object('direction', direction, 'step', step, 'part', part, 'done', done,
       'position', position, 'rows', rows)::text as note from tenancy_convert.steps`,
  );
  return rows.map(({ note }) => JSON.parse(note) as StepNote);
}

/** SQL that notes a part as done. For the transaction in which it is. */
export const noteDone = `
  insert into tenancy_convert.steps (direction, step, part, done, rows) values ($1, $2, $3, true, $4)
  on conflict (direction, step, part) do update set done = true, rows = excluded.rows, noted_at = now()`;

/** SQL that notes how far a part has come. */
export const notePlace = `
  insert into tenancy_convert.steps (direction, step, part, done, position, rows) values ($1, $2, $3, false, $4, $5)
  on conflict (direction, step, part) do update set position = excluded.position, rows = excluded.rows, noted_at = now()`;

/** A step that was taken back was never done. */
export async function noteUndone(db: Queryable, step: string): Promise<void> {
  await db.query('delete from tenancy_convert.steps where step = $1', [step]);
}
