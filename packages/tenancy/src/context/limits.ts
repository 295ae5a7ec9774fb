import { TimeoutsInvalidError } from '../errors/client.ts';

/** Bounds that the server keeps, in ms. Left out: the server's own. */
export interface Timeouts {
  /** How long a statement may run: QueryCanceledError. */
  readonly statement?: number | undefined;
  /** How long a statement may wait for a lock: LockTimeoutError. */
  readonly lock?: number | undefined;
  /** How long a transaction may stand still between two statements: its connection is lost. */
  readonly idleInTransaction?: number | undefined;
}

/** What bounds the work for a context. */
export interface Limits {
  /** Ends it: no statement is sent any more. */
  readonly signal?: AbortSignal | undefined;
  readonly timeouts?: Timeouts | undefined;
}

const names: readonly string[] = [
  'statement',
  'lock',
  'idleInTransaction',
] satisfies (keyof Timeouts)[];

/** The server counts in 32 bits. */
const maximum = 2_147_483_647;

/** @throws TimeoutsInvalidError unless each is a whole number of ms from 1 on. */
export function checkTimeouts(timeouts: Timeouts): void {
  for (const [name, value] of Object.entries(timeouts)) {
    if (value === undefined) continue;
    if (names.includes(name) && Number.isInteger(value) && value > 0 && value <= maximum) continue;
    throw new TimeoutsInvalidError(name, value);
  }
}

/** What bounds an inner context: either signal ends it, and its own timeouts win over the outer one's. */
export function narrowed({ signal, timeouts }: Limits, given: Limits): Limits {
  const signals = [signal, given.signal].filter((one) => one !== undefined);
  return {
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
    timeouts: { ...timeouts, ...given.timeouts },
  };
}
