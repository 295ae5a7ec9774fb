import type pg from 'pg';

/** Characters that wait for the reader before the server is made to wait. */
const enough = 1_000_000;

/**
 * COPY ... TO STDOUT as a custom query of node-postgres: the rows in the text format, a line each with its end. A reader
 * that is slow makes the server wait, so that memory holds about a megabyte of it.
 */
export class CopyOut implements AsyncIterable<string> {
  readonly #text: string;
  #connection: pg.Connection | undefined;
  #waiting: string[] = [];
  #size = 0;
  #end: { readonly error?: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(text: string) {
    this.#text = text;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    for (;;) {
      const lines = this.#take();
      yield* lines;
      if (lines.length > 0) continue;
      if (this.#end === undefined) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else if ('error' in this.#end) {
        throw this.#end.error;
      } else {
        return;
      }
    }
  }

  #take(): readonly string[] {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#size = 0;
    this.#connection?.stream.resume();
    return lines;
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  // A message is a row. The parser uses its buffer again: what is kept is copied.
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.#waiting.push(chunk.toString('utf8'));
    this.#size += chunk.length;
    if (this.#size > enough) this.#connection?.stream.pause();
    this.#wake();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCommandComplete(): void {}

  handleError(error: unknown): void {
    this.#finish({ error });
  }

  handleReadyForQuery(): void {
    this.#finish({});
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#wake();
  }
}
