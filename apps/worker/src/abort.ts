/** Waits, at most until `signal` is aborted. Never throws. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

/**
 * Waits for `work`, at most until `signal` is aborted; what it does then is nobody's any more.
 *
 * @throws what `work` throws, or the signal's reason.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * A signal that is aborted with the first of `others`, until it is released. AbortSignal.any() would leave something
 * behind in a signal that lives longer.
 */
export function follow(others: readonly AbortSignal[]): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = () => {
    controller.abort(others.find((other) => other.aborted)?.reason);
  };
  if (others.some((other) => other.aborted)) abort();
  for (const other of others) other.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    release: () => {
      for (const other of others) other.removeEventListener('abort', abort);
    },
  };
}
