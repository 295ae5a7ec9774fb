import {
  DrizzleQueryError,
  type Logger,
  type Query,
  type TablesRelationalConfig,
} from 'drizzle-orm';
import { NodePgSession, type NodePgTransaction } from 'drizzle-orm/node-postgres';
import type { PgDialect, PgTransactionConfig, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { TransactionOptions } from '../client/steps.ts';
import type { IsolatedClient, Queryable } from '../client/tenant-client.ts';
import type { RelationalSchema } from './relational-schema.ts';
import { TenantTransaction } from './tenant-transaction.ts';

export interface SessionOptions {
  readonly logger?: Logger;
}

type PrepareArguments = Parameters<NodePgSession<never, never>['prepareQuery']>;

/**
 * Drizzle's node-postgres session on a tenant client, whatever its driver. Transactions are the client's
 * own, and errors arrive as they were thrown: Drizzle would wrap them in one whose message carries the
 * parameters.
 */
export class TenantSession<
  TFullSchema extends Record<string, unknown>,
  TSchema extends TablesRelationalConfig,
> extends NodePgSession<TFullSchema, TSchema> {
  readonly #client: IsolatedClient;
  readonly #schema: RelationalSchema<TSchema> | undefined;
  readonly #options: SessionOptions;

  /** @param queryable what statements go to: the client, or one of its transactions. */
  constructor(
    client: IsolatedClient,
    queryable: Queryable,
    dialect: PgDialect,
    schema: RelationalSchema<TSchema> | undefined,
    options: SessionOptions,
  ) {
    super(queryable as never, dialect, schema, options);
    this.#client = client;
    this.#schema = schema;
    this.#options = options;
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    ...rest: PrepareArguments extends [unknown, ...infer R] ? R : never
  ) {
    const prepared = super.prepareQuery<T>(query, ...(rest as [never, never, never]));
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (values) => {
      try {
        return await execute(values);
      } catch (error) {
        throw error instanceof DrizzleQueryError && error.cause ? error.cause : error;
      }
    };
    return prepared;
  }

  override async transaction<T>(
    fn: (transaction: NodePgTransaction<TFullSchema, TSchema>) => Promise<T>,
    config: PgTransactionConfig & Pick<TransactionOptions, 'retries'> = {},
  ): Promise<T> {
    const { dialect } = this;
    return this.#client.transaction((handle) => {
      const session = new TenantSession<TFullSchema, TSchema>(
        this.#client,
        handle,
        dialect,
        this.#schema,
        this.#options,
      );
      return fn(
        new TenantTransaction<TFullSchema, TSchema>(handle, dialect, session, this.#schema),
      );
    }, config);
  }
}
