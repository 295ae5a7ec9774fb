import type { Timeouts } from '../context/limits.ts';
import type { Step } from './driver.ts';

// Set for the transaction alone, so that a pooler's other clients have their own.
const settings = {
  statement: 'statement_timeout',
  lock: 'lock_timeout',
  idleInTransaction: 'idle_in_transaction_session_timeout',
} as const satisfies Record<keyof Timeouts, string>;

const names = Object.keys(settings) as (keyof Timeouts)[];

/** The step that sets them for this transaction; none when there are none. */
export function setTimeouts(timeouts: Timeouts): readonly Step[] {
  const given = names.filter((name) => timeouts[name] !== undefined);
  if (given.length === 0) return [];
  const calls = given.map(
    (name, i) => `pg_catalog.set_config('${settings[name]}', $${i + 1}, true)`,
  );
  const parameters = given.map((name) => String(timeouts[name]));
  return [{ text: `select ${calls.join(', ')}`, rowMode: 'array', parameters }];
}
