import type { Session } from '../../environment/session.ts';
import type { Declarations } from './exposures.ts';
import { fingerprintRls } from './fingerprint.ts';

/** What was applied last, and what the database looked like right after. */
interface RlsState {
  readonly hash: string;
  readonly fingerprint: string;
  /** Null where an older kit applied it. */
  readonly declared: Declarations | null;
}

type HashedDeclarations = Declarations & Pick<RlsState, 'hash'>;

const createTable = `
  create schema if not exists app;
  create table if not exists app.rls_state (
    singleton boolean primary key default true check (singleton),
    hash text not null,
    fingerprint text not null,
    applied_at timestamptz not null default now()
  );
  alter table app.rls_state add column if not exists declared jsonb;
  revoke all on app.rls_state from public`;

/** Whether the database is as the script with this hash left it. Locks no table but its own. */
export async function isRlsInSync(session: Session, hash: string): Promise<boolean> {
  const state = await readRlsState(session);
  if (state === undefined || state.hash !== hash) return false;
  return state.fingerprint === (await fingerprintRls(session));
}

async function readRlsState(session: Session): Promise<RlsState | undefined> {
  const found = await session.rows<{ found: boolean }>(
    "select to_regclass('app.rls_state') is not null as found",
  );
  if (found[0]?.found !== true) return undefined;
  const rows = await session.rows<RlsState>(
    "select hash, fingerprint, to_jsonb(s) -> 'declared' as declared from app.rls_state s",
  );
  return rows[0];
}

/** Notes the script and the live state, in the transaction that applied the script. */
export async function writeRlsState(session: Session, script: HashedDeclarations): Promise<void> {
  const { hash, tables, definerFunctions } = script;
  await session.run(createTable);
  await session.rows(
    `insert into app.rls_state (hash, fingerprint, declared) values ($1, $2, $3::text::jsonb)
     on conflict (singleton) do update
       set hash = excluded.hash, fingerprint = excluded.fingerprint, declared = excluded.declared,
           applied_at = now()`,
    [hash, await fingerprintRls(session), JSON.stringify({ tables, definerFunctions })],
  );
}

/**
 * Notes that the database is not as any script left it, and what is declared there; until one is applied again. Does
 * nothing where none was applied.
 */
export async function markRlsOutOfSync(session: Session, declared: Declarations): Promise<void> {
  if ((await readRlsState(session)) === undefined) return;
  await session.run(createTable);
  await session.rows(`update app.rls_state set hash = 'rolled back', declared = $1::text::jsonb`, [
    JSON.stringify(declared),
  ]);
}

/**
 * What this script declares, and what the one before it did as long as another is in force: between two scripts
 * tenants still reach a table that a migration is about to drop, and after db:push one that it has made.
 */
export async function declaredSoFar(
  session: Session,
  script: HashedDeclarations,
): Promise<Declarations> {
  const state = await readRlsState(session);
  if (state === undefined || state.declared === null || state.hash === script.hash) return script;
  return {
    tables: [...script.tables, ...state.declared.tables],
    definerFunctions: [...script.definerFunctions, ...state.declared.definerFunctions],
  };
}
