import type { Readable } from 'node:stream';
import { copySetting } from '../client/copy/copy-out.ts';
import type { StepResult } from '../client/driver.ts';
import type { IsolatedClient } from '../client/tenant-client.ts';
import type { Transaction } from '../client/transaction.ts';
import { cursor } from './cursor.ts';
import { SqlFragment, type Binding } from './fragment.ts';

/** What statements go to: a client, which joins the transaction that is open, or the handle of one. */
export type SqlClient = IsolatedClient | Transaction;

export interface SqlResult<T> extends StepResult {
  readonly rows: T[];
}

const asParameter: Binding = (value, bind) => `$${bind(value)}`;

// COPY takes no parameters; a setting of the transaction is as little text as they are.
const asSetting: Binding = (value, bind) =>
  value === null ? 'null' : `pg_catalog.current_setting('${copySetting(bind(value))}')`;

/**
 * A statement, or part of another one. Nothing is sent before it is awaited; it then runs as the context in force
 * there, each time it is awaited: its rows are never kept.
 */
export class SqlQuery<T> extends SqlFragment implements PromiseLike<T[]> {
  readonly #client: SqlClient;

  constructor(client: SqlClient, strings: readonly string[], values: readonly unknown[]) {
    super(strings, values);
    this.#client = client;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- awaiting it is how it is run
  then<A = T[], B = never>(
    onRows?: ((rows: T[]) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.execute()
      .then(({ rows }) => rows)
      .then(onRows, onError);
  }

  /**
   * Runs it, as awaiting it does.
   *
   * @returns rows, how many were read or changed, and the command.
   * @throws as `TenantClient.query`.
   */
  async execute(): Promise<SqlResult<T>> {
    return (await this.#client.query(this.compile(asParameter))) as SqlResult<T>;
  }

  /**
   * Its rows in batches, each confirmed by the server before it is handed over; no more than one is in memory.
   * Inside `db.transaction` it is part of that one. Otherwise it has a transaction of its own, and with it a connection
   * until the loop ends; the body of the loop is outside of it, on another connection.
   *
   * @param size rows of a batch; the last one has fewer. Default 500.
   * @returns what `for await` reads, once or several times, each time anew.
   * @throws StatementError when `size` is not a whole number from 1 on. The loop throws as `TenantClient.transaction`,
   *   and TenantContextChangeError when it goes on in another context.
   */
  cursor(size = 500): AsyncIterable<T[]> {
    return cursor<T>(this.#client, this.compile(asParameter), size);
  }

  /**
   * Runs a `copy (...) to stdout`. Its values are `text` in it, so others take a cast: `${id}::uuid`.
   *
   * @returns its bytes, once the server has confirmed all of them. They are kept in memory until then or, from a
   *   mebibyte on, in a temporary file, which is gone when the stream ends or is destroyed.
   * @throws StatementError when it is no COPY; SpoolError; as `TenantClient.query`.
   */
  async copy(): Promise<Readable> {
    return this.#client.copyOut(this.compile(asSetting));
  }
}
