import type { Session } from '../../environment/session.ts';

/*
 * What the text form of a value depends on. Under these settings it is exact, and read again is the same value: a
 * timestamp to the microsecond, infinity, a float to its last bit, bytes as hex.
 */
// oxlint-disable-next-line startkit/no-context-sql -- a script's own connection: no tenant's work runs on it
const settings = `
  set local datestyle = 'ISO, MDY';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local bytea_output = 'hex';
  set local lc_monetary = 'C';
  set local xmloption = 'content';
  set local search_path = '';
  set local row_security = on;
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

/** For the rest of the transaction, values have their exact text form, and nothing that takes long is cut short. */
export async function useTextForm(session: Session): Promise<void> {
  await session.run(settings);
}

/** Names are found again where the application finds them: triggers of tables that are written to may rely on it. */
export async function useApplicationPath(session: Session): Promise<void> {
  // oxlint-disable-next-line startkit/no-context-sql -- a script's own connection: no tenant's work runs on it
  await session.run('set local search_path = public, pg_temp');
}
