import { connect } from 'node:net';
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

/**
 * Asks a server to stop what a session is doing, on a connection of its own, where nothing else may be sent and nothing
 * is answered: it is closed once the request was passed on. Never rejects: whether anything was stopped is not to be known.
 *
 * @returns when it was passed on, could not be, or took longer than {@link connectTimeout}.
 */
export async function requestCancel(target: CancelTarget): Promise<void> {
  const { host, port } = target;
  const socket = connect(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  );
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => socket.destroy(), connectTimeout);
    socket.on('error', () => {
      // `close` follows.
    });
    socket.once('close', () => {
      clearTimeout(late);
      resolve();
    });
    // Not ended: a pooler drops what it has not passed on when whoever asked leaves.
    socket.write(message(target));
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
