import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';

/** What `db:push` made of this database, beyond its migrations. */
export interface PushedSchema {
  /** Tag of the newest migration at that time. */
  readonly base: string;
  /** drizzle-kit's snapshot of the schema that was pushed, as JSON text. */
  readonly snapshot: string;
}

const createTable = `
  create table if not exists app.pushed_schema (
    singleton boolean primary key default true check (singleton),
    base text not null,
    snapshot text not null,
    pushed_at timestamptz not null default now()
  );
  revoke all on app.pushed_schema from public`;

/** What was pushed, or undefined when the database is made of migrations alone. */
export async function readPushedSchema(session: Session): Promise<PushedSchema | undefined> {
  const found = await session.rows<{ found: boolean }>(
    "select to_regclass('app.pushed_schema') is not null as found",
  );
  if (found[0]?.found !== true) return undefined;
  const rows = await session.rows<PushedSchema>('select base, snapshot from app.pushed_schema');
  return rows[0];
}

/** Makes the place for it, before the RLS looks at the tables that are there. */
export async function createPushedSchema(session: Session): Promise<void> {
  await session.run(createTable);
}

/** Notes what was pushed, in the transaction that pushed it. */
export async function writePushedSchema(session: Session, pushed: PushedSchema): Promise<void> {
  await session.rows(
    `insert into app.pushed_schema (base, snapshot) values ($1, $2)
     on conflict (singleton) do update
       set base = excluded.base, snapshot = excluded.snapshot, pushed_at = now()`,
    [pushed.base, pushed.snapshot],
  );
}

/**
 * @throws OperationError `DATABASE_PUSHED`: what was written for another state of the database could
 * destroy what was pushed.
 */
export async function refusePushed(session: Session): Promise<void> {
  if ((await readPushedSchema(session)) === undefined) return;
  throw new OperationError(
    'DATABASE_PUSHED',
    'db:push put changes into this database that no migration made, so the migrations and their ' +
      'Row-Level Security do not fit it. Nothing was changed. Run db:push again to follow the schema, ' +
      'or db:reset to rebuild the database from the migrations.',
  );
}
