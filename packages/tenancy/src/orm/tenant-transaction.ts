import type { TablesRelationalConfig } from 'drizzle-orm';
import { NodePgTransaction, type NodePgSession } from 'drizzle-orm/node-postgres';
import type { PgDialect } from 'drizzle-orm/pg-core';
import type { Transaction } from '../client/transaction.ts';
import type { RelationalSchema } from './relational-schema.ts';

/**
 * Drizzle's transaction on one of the client's. Nested ones are the client's savepoints: Drizzle's own have
 * one name a level, so that two at once would roll back each other's work.
 */
export class TenantTransaction<
  TFullSchema extends Record<string, unknown>,
  TSchema extends TablesRelationalConfig,
> extends NodePgTransaction<TFullSchema, TSchema> {
  readonly #handle: Transaction;
  readonly #dialect: PgDialect;
  readonly #session: NodePgSession<TFullSchema, TSchema>;

  constructor(
    handle: Transaction,
    dialect: PgDialect,
    session: NodePgSession<TFullSchema, TSchema>,
    schema: RelationalSchema<TSchema> | undefined,
    nestedIndex = 0,
  ) {
    super(dialect, session, schema, nestedIndex);
    this.#handle = handle;
    this.#dialect = dialect;
    this.#session = session;
  }

  override async transaction<T>(
    fn: (transaction: NodePgTransaction<TFullSchema, TSchema>) => Promise<T>,
  ): Promise<T> {
    const level = this.nestedIndex + 1;
    return this.#handle.savepoint(() =>
      fn(new TenantTransaction(this.#handle, this.#dialect, this.#session, this.schema, level)),
    );
  }
}
