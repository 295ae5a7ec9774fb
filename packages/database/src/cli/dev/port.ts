import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationError } from '../../environment/errors.ts';

/**
 * The first free port from `wanted` on.
 *
 * @throws OperationError `CONFIGURATION` when the next hundred are taken as well.
 */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port += 1) {
    if (await isFree(port)) return port;
  }
  throw new OperationError('CONFIGURATION', `No port is free from ${wanted} on. Set PORT.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    // Without a host: what listens on one address of the machine takes the port as well.
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Waits until something answers at `url`, whatever it says. Ends without a word when aborted. */
export async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const answered = await fetch(url, { redirect: 'manual', signal }).then(
      () => true,
      () => false,
    );
    if (answered) return true;
    await sleep(300);
  }
  return false;
}
