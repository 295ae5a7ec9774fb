/**
 * Settings that must hold whatever is stored for the role or planted in a session. They go into the
 * startup packet: those are what RESET ALL goes back to, and they override ALTER ROLE ... SET.
 */
export const sessionSettings: Readonly<Record<string, string>> = {
  search_path: 'public, pg_temp',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  row_security: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  local_preload_libraries: '',
};

/** The same as the startup packet's `options`: "-c name=value ...", blanks and backslashes escaped. */
export const startupOptions = Object.entries(sessionSettings)
  .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
  .join(' ');

/** Whether a pooler refused them (PgBouncer before 1.20): its sessions have settings of their own. */
export function refusesStartupSettings(error: unknown): boolean {
  return /unsupported startup parameter/i.test((error as Error).message);
}
