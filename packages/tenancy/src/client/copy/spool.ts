import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { SpoolError } from '../../errors/client.ts';
import type { CopySink } from '../driver.ts';

/** Bytes that are kept in memory; what is more goes to a file. */
const inMemory = 1_048_576;
const blockSize = 65_536;

/*
 *   filling ──handOver──▶ handed over: the reader closes the file
 *      │
 *      └────discard─────▶ discarded: the file is closed, what still comes is dropped
 */

/**
 * Keeps the bytes of a COPY until they are confirmed: the first in memory, a mebibyte at a time in a file that has no
 * name any more, so that it is gone when it is closed, or when the process ends.
 */
export class Spool implements CopySink {
  #blocks: Buffer[] = [];
  /** Bytes in memory. */
  #held = 0;
  #file: FileHandle | undefined;
  #writing: Promise<void> | undefined;
  #isOpen = true;
  /** Why bytes could not be kept. */
  failure: unknown;

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (!this.#isOpen) return undefined;
    this.#keep(bytes);
    if (this.#held >= inMemory) this.#writing ??= this.#toFile();
    return this.#writing;
  }

  /**
   * All bytes, from the first on.
   *
   * @throws SpoolError when they cannot be kept.
   */
  async handOver(): Promise<Readable> {
    await this.#writing;
    if (this.#file && this.#held > 0) await this.#toFile();
    this.#isOpen = false;
    return this.#file
      ? this.#file.createReadStream({ start: 0, highWaterMark: blockSize })
      : Readable.from(this.#takeBlocks(), { objectMode: false });
  }

  /** Forgets everything; also when it fails, nothing is left. */
  async discard(): Promise<void> {
    this.#isOpen = false;
    this.#takeBlocks();
    await this.#writing?.catch(() => {});
    await this.#file?.close().catch(() => {});
  }

  #keep(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const used = this.#held % blockSize;
      if (used === 0) this.#blocks.push(Buffer.allocUnsafeSlow(blockSize));
      const part = bytes.subarray(at, at + blockSize - used);
      this.#blocks.at(-1)!.set(part, used);
      this.#held += part.length;
      at += part.length;
    }
  }

  async #toFile(): Promise<void> {
    try {
      this.#file ??= await openUnnamed();
      for (const block of this.#takeBlocks()) await this.#file.appendFile(block);
    } catch (error) {
      this.failure = error;
      throw new SpoolError({ cause: error });
    } finally {
      this.#writing = undefined;
    }
  }

  #takeBlocks(): Buffer[] {
    const blocks = this.#blocks;
    const used = this.#held % blockSize;
    if (used > 0) blocks.push(blocks.pop()!.subarray(0, used));
    this.#blocks = [];
    this.#held = 0;
    return blocks;
  }
}

/** A new file that nobody else can open: it exists under its name only for as long as it is empty. */
async function openUnnamed(): Promise<FileHandle> {
  const path = join(tmpdir(), `startkit-copy-${randomUUID()}`);
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}
