/**
 * Waits for `work` no longer than this; what it does later is nobody's. The driver's own timeout is one
 * per attempt: against a port that accepts and hangs up it tries for ever.
 *
 * @throws an error with the code `CONNECT_TIMEOUT`.
 */
export async function withinSeconds<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('no answer'), { code: 'CONNECT_TIMEOUT' });
    timer = setTimeout(() => reject(error), seconds * 1000);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
