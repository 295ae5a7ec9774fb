import { randomBytes } from 'node:crypto';

/** How a step's statement is sent: the name it has on the server, and whether it must be parsed first. */
export interface NamedStatement {
  readonly name: string;
  readonly isNew: boolean;
}

/** Texts beyond this many characters are seldom sent twice, and dear to keep. */
const longest = 8192;

/**
 * The named statements of one connection: the most recently used ones, the others are closed on the server. Names are
 * this connection's own, so that behind a pooler that moves it to another session, a name is missing there, never
 * somebody else's.
 */
export class NamedStatements {
  readonly #prefix = `tenancy_${randomBytes(9).toString('base64url')}`;
  readonly #limit: number;
  /** By text, the most recently used last. */
  readonly #names = new Map<string, string>();
  #count = 0;
  #toClose: string[] = [];

  constructor(limit = 64) {
    this.#limit = limit;
  }

  /** @returns undefined for a text that is not worth a name. */
  use(text: string): NamedStatement | undefined {
    if (text.length > longest) return undefined;
    const known = this.#names.get(text);
    if (known !== undefined) this.#names.delete(text);
    const name = known ?? `${this.#prefix}_${(this.#count += 1)}`;
    this.#names.set(text, name);
    return { name, isNew: known === undefined };
  }

  /** Names to close on the server now: there are more than the limit, or some are doubtful. */
  takeClosable(): readonly string[] {
    for (const [text, name] of this.#names) {
      if (this.#names.size <= this.#limit) break;
      this.#names.delete(text);
      this.#toClose.push(name);
    }
    return this.#toClose.splice(0);
  }

  /**
   * After a unit that failed: which of its statements the server has, and as what, is not known, nor whether it closed
   * `closing`. They get new names.
   */
  distrust(statements: readonly { readonly text: string }[], closing: readonly string[]): void {
    this.#toClose.push(...closing);
    for (const { text } of statements) {
      const name = this.#names.get(text);
      if (name === undefined) continue;
      this.#names.delete(text);
      this.#toClose.push(name);
    }
  }
}
