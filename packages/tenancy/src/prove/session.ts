import type { Queryable } from '../catalog/queryable.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { sent } from './sql.ts';
import type { Answer } from './types.ts';

type Result = Awaited<ReturnType<Queryable['query']>>;

/** Thrown when nobody knows what the server did last: the connection is gone, or it is not where it was left. */
export class SessionLost extends Error {
  constructor(cause: unknown) {
    const text = cause instanceof Error ? cause.message : String(cause);
    super(`The session was lost, and the server rolls back what was done in it: ${text}`, {
      cause,
    });
  }
}

/** What is between a savepoint and its end. */
export interface Bracket {
  undo(): void;
  keep(): void;
}

/*
 * One connection, inside a transaction that is rolled back. Savepoints and the change of roles are queued and travel
 * with the next statement, so that an attack is one round trip. No two savepoints have the same name: going back to one
 * that was never made is an error, and not another one.
 */
export class Session {
  readonly #db: Queryable;
  /** Whether several statements may travel as one text. */
  readonly #several: boolean;
  #queue: string[] = [];
  #savepoints = 0;

  private constructor(db: Queryable, several: boolean) {
    this.#db = db;
    this.#several = several;
  }

  /** @param db outside a transaction. */
  static async on(db: Queryable): Promise<Session> {
    const several = await db.query('select 1; select 2').then(Array.isArray, () => false);
    return new Session(db, several);
  }

  /** To be run before the next statement. Nothing that could fail. */
  queue(...statements: readonly string[]): void {
    this.#queue.push(...statements);
  }

  /** Whether COPY FROM STDIN gets an answer: PGlite waits for ever. */
  get copiesIn(): boolean {
    return this.#several;
  }

  /** Makes a savepoint with the next statement. */
  open(): Bracket {
    const name = `prove_${(this.#savepoints += 1)}`;
    this.queue(`savepoint ${name}`);
    return {
      undo: () => this.queue(`rollback to savepoint ${name}`, `release savepoint ${name}`),
      keep: () => this.queue(`release savepoint ${name}`),
    };
  }

  /** Undoes all that `fn` did. */
  async undone<T>(fn: () => Promise<T>): Promise<T> {
    const bracket = this.open();
    try {
      return await fn();
    } finally {
      bracket.undo();
    }
  }

  /**
   * Runs one statement, which leaves nothing behind when it fails. Errors of the server are answers.
   *
   * @throws SessionLost
   */
  async try(statement: SqlFragment): Promise<Answer> {
    const bracket = this.open();
    try {
      const result = await this.#send(sent(statement));
      bracket.keep();
      return { ok: true, rows: result.rows as Record<string, unknown>[], count: countOf(result) };
    } catch (error) {
      const refused = refusal(error);
      if (!refused) throw error;
      bracket.undo();
      return refused;
    }
  }

  /** Runs one statement of the admin's. */
  async rows<Row>(statement: SqlFragment): Promise<readonly Row[]> {
    return (await this.#send(sent(statement))).rows as Row[];
  }

  /** Runs one statement as an application's client sends it. */
  async bound(text: string, values: readonly unknown[]): Promise<void> {
    await this.flush();
    await this.#query(text, [...values]);
  }

  /** Runs what was queued. */
  async flush(): Promise<void> {
    const queued = this.#queue;
    this.#queue = [];
    if (!this.#several) for (const text of queued) await this.#query(text);
    else if (queued.length > 0) await this.#query(queued.join('; '));
  }

  async #send(text: string): Promise<Result> {
    if (!this.#several) {
      await this.flush();
      return this.#query(text);
    }
    const texts = [...this.#queue, text];
    this.#queue = [];
    const results: Result | Result[] = await this.#query(texts.join('; '));
    const last = Array.isArray(results) ? results[texts.length - 1] : results;
    if (!last) throw new SessionLost(`The connection gave no answer to: ${text}`);
    return last;
  }

  async #query(text: string, values?: unknown[]): Promise<Result> {
    try {
      return await this.#db.query(text, values);
    } catch (error) {
      throw refusal(error) ? error : new SessionLost(error);
    }
  }
}

function countOf({ rowCount, affectedRows, rows }: Result): number {
  return rowCount ?? (rows.length || (affectedRows ?? 0));
}

/** The server's refusal; undefined when it is none, but the connection's end, or a transaction that is not as it was left. */
function refusal(error: unknown): (Answer & { ok: false }) | undefined {
  const { severity, code, message, detail, hint, constraint } = error as Record<string, unknown>;
  if (typeof severity !== 'string' || typeof code !== 'string' || /^(08|57P|3B|25P0)/.test(code)) {
    return undefined;
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    ok: false,
    code,
    message: text(message) ?? '',
    detail: [text(detail), text(hint)].filter(Boolean).join(' '),
    constraint: text(constraint),
  };
}
