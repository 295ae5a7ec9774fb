import {
  createTableRelationsHelpers,
  extractTablesRelationalConfig,
  type ExtractTablesWithRelations,
} from 'drizzle-orm';
import { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { TransactionOptions } from '../client/steps.ts';
import type { IsolatedClient } from '../client/tenant-client.ts';
import { TenantSession, type SessionOptions } from './tenant-session.ts';

/** A Drizzle database whose every statement is isolated by its client. */
export type TenantDatabase<TSchema extends Record<string, unknown>> = Omit<
  NodePgDatabase<TSchema>,
  'transaction'
> & {
  /** As Drizzle's, and run again after a serialization failure or a deadlock as often as `retries` says. */
  transaction<T>(
    fn: Parameters<NodePgDatabase<TSchema>['transaction']>[0] extends (tx: infer Tx) => unknown
      ? (tx: Tx) => Promise<T>
      : never,
    config?: PgTransactionConfig & Pick<TransactionOptions, 'retries'>,
  ): Promise<T>;
};

/**
 * Drizzle on a tenant client. There is no `cache` option: a result cache would serve one tenant's rows to
 * another.
 *
 * @param options.schema tables and relations, for `db.query`.
 */
export function tenantDatabase<TSchema extends Record<string, unknown>>(
  client: IsolatedClient,
  { schema, ...options }: { readonly schema: TSchema } & SessionOptions,
): TenantDatabase<TSchema> {
  const dialect = new PgDialect();
  const { tables, tableNamesMap } = extractTablesRelationalConfig<
    ExtractTablesWithRelations<TSchema>
  >(schema, createTableRelationsHelpers);
  const relational = { fullSchema: schema, schema: tables, tableNamesMap };
  const session = new TenantSession<TSchema, ExtractTablesWithRelations<TSchema>>(
    client,
    client,
    dialect,
    relational,
    options,
  );
  return new NodePgDatabase(dialect, session, relational);
}
