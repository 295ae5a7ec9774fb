import { ConnectionError } from '../errors/client.ts';

/** How long a new connection may take to log in, and again to answer its checks, in ms. */
export const connectTimeout = 5000;

/**
 * Waits for `work`, but not for ever: a server, or something before it, may accept and then say nothing.
 *
 * @throws ConnectionError when it takes longer than {@link connectTimeout}; `work` goes on unobserved.
 */
export async function withinConnectTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), connectTimeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(): ConnectionError {
  return new ConnectionError(
    `The server accepted the connection and did not answer within ${connectTimeout} ms. Nothing was sent.`,
  );
}
