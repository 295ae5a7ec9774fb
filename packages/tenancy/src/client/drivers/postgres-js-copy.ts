import { Readable, Stream } from 'node:stream';
import type { CopySink } from '../driver.ts';

/*
 * postgres.js answers a COPY with a stream, which has traps:
 *
 * - Its error may come before a promise could tell of it, and would end the process.
 * - It pauses its socket when the stream's reader is behind, and leaves it paused when the data ends, or fails,
 *   meanwhile: what the server says after it would never be read, nor the end of the connection.
 */

/** Hears the error of a stream that `query` is answered with; whoever reads it learns of it all the same. */
export function hearErrors<T extends object>(query: T): T {
  const internals = query as { resolve(answer: unknown): void };
  const { resolve } = internals;
  internals.resolve = (answer) => {
    if (answer instanceof Stream) answer.on('error', () => {});
    resolve(answer);
  };
  return query;
}

/** Gives everything of `stream` to `sink`, waiting for it. */
export async function handOn(stream: Stream, sink: CopySink): Promise<void> {
  try {
    for await (const bytes of stream as Readable) await sink.write(bytes as Uint8Array);
  } finally {
    resumeSocket(stream);
  }
}

/** Reads what still comes, for nobody. */
export function drop(stream: Stream): void {
  if (stream instanceof Readable) stream.resume();
}

/** Lets postgres.js read on. */
export function resumeSocket(stream: Stream): void {
  if (!(stream instanceof Readable)) return;
  try {
    stream._read(0);
  } catch {
    // There is no socket any more.
  }
}
