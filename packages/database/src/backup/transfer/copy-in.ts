import { once } from 'node:events';
import type pg from 'pg';

/** Characters that are sent as one message. */
const messageSize = 65_536;

/**
 * COPY ... FROM STDIN as a custom query of node-postgres: sends lines of the text format, no faster than the server takes
 * them.
 */
export class CopyIn {
  /** Settles when the server has answered: with how many rows it took. */
  readonly done: Promise<number>;
  readonly #text: string;
  readonly #lines: AsyncIterable<string>;
  #resolve!: (rows: number) => void;
  #reject!: (error: unknown) => void;
  #rows = 0;
  /** Why it fails: the first reason is the one that matters. */
  #failure: { readonly error: unknown } | undefined;

  constructor(text: string, lines: AsyncIterable<string>) {
    this.#text = text;
    this.#lines = lines;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: pg.Connection): void {
    this.#send(connection as WritingConnection).catch((error: unknown) => {
      this.#failure ??= { error };
      // The server answers with an error, at which this ends.
      (connection as WritingConnection).sendCopyFail('the source of the rows failed');
    });
  }

  async #send(connection: WritingConnection): Promise<void> {
    let message = '';
    for await (const line of this.#lines) {
      if (this.#failure !== undefined) return;
      message += line;
      if (message.length < messageSize) continue;
      await this.#write(connection, message);
      message = '';
    }
    if (this.#failure !== undefined) return;
    if (message !== '') await this.#write(connection, message);
    connection.endCopyFrom();
  }

  async #write(connection: WritingConnection, message: string): Promise<void> {
    connection.sendCopyFromChunk(Buffer.from(message, 'utf8'));
    if (connection.stream.writableNeedDrain) await drained(connection.stream);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#rows = Number(text.split(' ')[1]);
  }

  handleError(error: unknown): void {
    this.#failure ??= { error };
    this.#reject(this.#failure.error);
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#resolve(this.#rows);
    else this.#reject(this.#failure.error);
  }
}

/** Waits until a stream takes more. One that is lost takes nothing any more: it closes. */
async function drained(stream: pg.Connection['stream']): Promise<void> {
  if (stream.destroyed) return;
  const over = new AbortController();
  const events = ['drain', 'close'].map((event) => once(stream, event, { signal: over.signal }));
  try {
    await Promise.race(events);
  } finally {
    over.abort();
  }
}

/** What node-postgres has for a COPY, and its types leave out. */
interface WritingConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}
