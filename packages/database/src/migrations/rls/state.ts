import type { Session } from '../../environment/session.ts';
import { fingerprintRls } from './fingerprint.ts';

/** What was applied last, and what the database looked like right after. */
interface RlsState {
  readonly hash: string;
  readonly fingerprint: string;
}

const createTable = `
  create schema if not exists app;
  create table if not exists app.rls_state (
    singleton boolean primary key default true check (singleton),
    hash text not null,
    fingerprint text not null,
    applied_at timestamptz not null default now()
  );
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
  const rows = await session.rows<RlsState>('select hash, fingerprint from app.rls_state');
  return rows[0];
}

/** Notes the hash and the live state, in the transaction that applied the script. */
export async function writeRlsState(session: Session, hash: string): Promise<void> {
  await session.run(createTable);
  await session.rows(
    `insert into app.rls_state (hash, fingerprint) values ($1, $2)
     on conflict (singleton) do update
       set hash = excluded.hash, fingerprint = excluded.fingerprint, applied_at = now()`,
    [hash, await fingerprintRls(session)],
  );
}
