import { templateStrings, type SqlFragment } from './fragment.ts';
import { identifier } from './identifier.ts';
import { SqlQuery, type SqlClient } from './query.ts';

/** The tag of raw SQL: sql`select ${value}`. */
export interface TenantSql {
  /**
   * @param values bound parameters, never text; an array is one parameter; other SQL becomes part of the statement.
   * @returns rows of `T` when awaited.
   * @throws StatementError for undefined, promises and Drizzle's objects among the values.
   */
  <T = Record<string, unknown>>(
    strings: TemplateStringsArray,
    ...values: readonly unknown[]
  ): SqlQuery<T>;
  /** A quoted name of a table or column; with its schema, as an array. */
  identifier(name: string | readonly string[]): SqlFragment;
}

/**
 * Raw SQL on a client, under the rules that hold for everything on it.
 *
 * @param client or a transaction's handle. On a client, statements join the transaction that is open in their flow.
 */
export function tenantSql(client: SqlClient): TenantSql {
  const tag = <T>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
    new SqlQuery<T>(client, templateStrings(strings), values);
  return Object.assign(tag, { identifier });
}
