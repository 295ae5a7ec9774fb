import { AbortedError } from '../errors/client.ts';
import type { DriverConnection, RunOptions, Step, StepResult } from './driver.ts';
import type { ConnectionPool } from './pool.ts';

/** @throws AbortedError when `signal` is aborted already. */
export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AbortedError(signal.reason);
}

/**
 * A connection of the pool, unless `signal` is aborted while waiting for it.
 *
 * @throws AbortedError, and as `pool.acquire`.
 */
export async function acquireAbortable(
  pool: ConnectionPool,
  signal: AbortSignal | undefined,
): Promise<DriverConnection> {
  refuseAborted(signal);
  if (signal === undefined) return pool.acquire();
  const acquired = pool.acquire();
  return untilAborted(acquired, signal, () => {
    acquired.then(
      (connection) => pool.release(connection),
      () => {},
    );
  });
}

/**
 * Runs steps, unless `signal` is aborted meanwhile: then the server is asked to stop, and the connection is
 * destroyed, because the request may arrive when it is doing something else.
 *
 * @throws AbortedError, and as `connection.run`.
 */
export async function runAbortable(
  connection: DriverConnection,
  steps: readonly Step[],
  signal: AbortSignal | undefined,
  options?: RunOptions,
): Promise<readonly StepResult[]> {
  refuseAborted(signal);
  const running = connection.run(steps, options);
  if (signal === undefined) return running;
  return untilAborted(running, signal, () => connection.cancel());
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(new AbortedError(signal.reason));
      onAbort();
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
