import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const HOST = '127.0.0.1';

/**
 * `preferred` when nothing listens on it, else a port the system picks.
 * @param patienceMs how long to wait for `preferred`: the children of a killed server hold its port for a moment
 */
export async function freePort(preferred?: number, patienceMs = 0): Promise<number> {
  const deadline = Date.now() + patienceMs;
  while (preferred !== undefined) {
    const port = await tryPort(preferred);
    if (port !== undefined) return port;
    if (Date.now() >= deadline) break;
    await sleep(10);
  }
  const port = await tryPort(0);
  if (port === undefined) throw new Error(`the system gave no port on ${HOST}`);
  return port;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, HOST, () => {
      const address = server.address();
      const got = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(got));
    });
  });
}
