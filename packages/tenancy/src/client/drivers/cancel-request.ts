import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTimeout } from '../deadline.ts';

/** A session, as a CancelRequest names it, and where its server, or pooler, listens. */
export interface CancelTarget {
  /** A name, an address, or a folder of Unix sockets. */
  readonly host: string;
  readonly port: number;
  readonly processId: number;
  readonly secretKey: number;
}

const cancelRequestCode = 80_877_102;

/** Pause before the second request, in ms; it doubles each time. */
const firstPause = 10;

/**
 * Asks a server to stop what a session is doing, until it has: a request that overtakes the statement, or comes before a
 * pooler has found a server for it, stops nothing. Never rejects.
 *
 * @param running settles when the session has answered, or is lost.
 * @returns after that; when nobody can be asked; at the latest, about, after {@link connectTimeout}.
 */
export async function requestCancel(target: CancelTarget, running: Promise<unknown>) {
  let isOver = false;
  const over = running.catch(() => {}).then(() => (isOver = true));
  const end = performance.now() + connectTimeout;
  for (let pause = firstPause; !isOver && performance.now() < end; pause *= 2) {
    if (!(await ask(target))) return;
    await Promise.race([over, sleep(pause, undefined, { ref: false })]);
  }
}

/**
 * One request, on a connection of its own: nothing else may be sent there, and nothing is answered. It is closed once the
 * request was passed on.
 *
 * @returns whether it could be sent.
 */
function ask(target: CancelTarget): Promise<boolean> {
  const { host, port } = target;
  return new Promise((resolve) => {
    const socket = connect(
      host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
    );
    const late = setTimeout(() => socket.destroy(), connectTimeout);
    let isSent = false;
    // Not ended: a pooler drops what it has not passed on when whoever asked leaves.
    socket.once('connect', () => {
      isSent = true;
      socket.write(message(target));
    });
    socket.on('error', () => {
      // `close` follows.
    });
    socket.once('close', () => {
      clearTimeout(late);
      resolve(isSent);
    });
    socket.resume();
  });
}

function message({ processId, secretKey }: CancelTarget): Buffer {
  const bytes = Buffer.alloc(16);
  // Some drivers read the two numbers as signed, some as unsigned: the 32 bits are what counts.
  for (const [i, value] of [16, cancelRequestCode, processId, secretKey].entries()) {
    bytes.writeUInt32BE(value >>> 0, 4 * i);
  }
  return bytes;
}
