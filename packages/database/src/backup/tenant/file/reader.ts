import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { OperationError } from '../../../environment/errors.ts';
import {
  type End,
  endSchema,
  type Header,
  headerSchema,
  type ReferenceLine,
  referenceSchema,
  type RowLine,
  rowSchema,
} from './lines.ts';

/**
 * Reads the file of a tenant from its beginning to its end, a line at a time: the header, then what is asked for in the
 * order of the file.
 *
 * All its methods throw OperationError `BACKUP_INVALID` when the file is not whole, or not what it should be.
 */
export class TenantFile {
  readonly #path: string;
  readonly #lines: AsyncGenerator<Buffer, void, undefined>;
  readonly #hash = createHash('sha256');
  /** The line that is next; undefined at the end of the file. */
  #next: { readonly bytes: Buffer; readonly line: Record<string, unknown> } | undefined;
  #number = 0;

  private constructor(path: string) {
    this.#path = path;
    this.#lines = linesOf(path);
  }

  /** Opens a file, and reads its header. */
  static async open(path: string): Promise<{ readonly file: TenantFile; readonly header: Header }> {
    const file = new TenantFile(path);
    await file.#advance();
    const header = file.#parse(headerSchema, 'is not a tenant’s file that this version reads');
    await file.#take();
    return { file, header };
  }

  /** The references, which come first. */
  async *references(): AsyncGenerator<ReferenceLine, void, undefined> {
    while (this.#next !== undefined && 'reference' in this.#next.line) {
      const line = this.#parse(referenceSchema, 'is not what it should be');
      await this.#take();
      yield line;
    }
  }

  /** The rows of a table; none when those of another one are next. */
  async *rows(table: string): AsyncGenerator<RowLine['row'], void, undefined> {
    while (this.#next !== undefined && this.#next.line['table'] === table) {
      const { row } = this.#parse(rowSchema, 'is not what it should be');
      await this.#take();
      yield row;
    }
  }

  /** The end, which must be next, and must be true. */
  async end(): Promise<End> {
    const { end } = this.#parse(endSchema, 'is not where the file should end');
    if (this.#hash.digest('hex') !== end.sha256) {
      throw this.#invalid('its digest is another one: it was changed, or is damaged');
    }
    await this.#advance();
    if (this.#next !== undefined) throw this.#invalid('it goes on behind its end');
    return end;
  }

  async close(): Promise<void> {
    await this.#lines.return();
  }

  #parse<T>(schema: z.ZodType<T>, problem: string): T {
    if (this.#next === undefined) {
      throw this.#invalid('it ends too early: the export was interrupted, or it was cut off');
    }
    const parsed = schema.safeParse(this.#next.line);
    if (parsed.success) return parsed.data;
    throw this.#invalid(`line ${this.#number} ${problem}`);
  }

  /** Goes on behind a line that counts for the digest. */
  async #take(): Promise<void> {
    if (this.#next !== undefined) this.#hash.update(this.#next.bytes).update('\n');
    await this.#advance();
  }

  async #advance(): Promise<void> {
    try {
      const { value, done } = await this.#lines.next();
      this.#number += 1;
      this.#next =
        done === true ? undefined : { bytes: value, line: JSON.parse(value.toString('utf8')) };
    } catch (cause) {
      throw this.#invalid(
        `line ${this.#number + 1} cannot be read (${cause instanceof Error ? cause.message : ''})`,
        cause,
      );
    }
  }

  #invalid(problem: string, cause?: unknown): OperationError {
    return new OperationError(
      'BACKUP_INVALID',
      `${this.#path} is not whole: ${problem}. Nothing was imported.`,
      { cause },
    );
  }
}

const newline = 0x0a;

async function* linesOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  const source = createReadStream(path, { highWaterMark: 65_536 });
  const text = createGunzip();
  // Its error comes out of `text` as well.
  pipeline(source, text, () => undefined);
  let rest: Buffer[] = [];
  for await (const chunk of text as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  // A last line without its end was cut off.
  if (rest.length > 0) throw new Error('it has no end');
}
