import type { PgTable } from 'drizzle-orm/pg-core';

/** What PostgreSQL says of a table: COMMENT ON TABLE, COMMENT ON COLUMN. */
export interface Comments {
  readonly table: string;
  /** By the name of the column in TypeScript. */
  readonly columns: Readonly<Record<string, string>>;
}

const shared = {
  organizationId: 'Whose row it is. Row-Level Security compares it with the context.',
  id: 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.',
  createdAt: 'When the row was made.',
  updatedAt: 'When the row was last changed; kept by a trigger.',
  deletedAt:
    'When it was deleted; null: it was not. Deleted rows are hidden, can be restored, and are purged later.',
};

type Shared = keyof typeof shared;
type OwnColumns<T extends PgTable> = Exclude<keyof T['_']['columns'] & string, Shared>;

const key: unique symbol = Symbol.for('@startkit/database/comments') as never;

/**
 * Says what a table and each of its columns is. Those that every table has are said already, and may be said otherwise.
 *
 * @returns the same table.
 */
export function commented<T extends PgTable>(
  table: T,
  comment: string,
  columns: Readonly<Record<OwnColumns<T>, string> & Partial<Record<Shared, string>>>,
): T {
  const comments: Comments = { table: comment, columns: { ...shared, ...columns } };
  Object.defineProperty(table, key, { value: comments });
  return table;
}

/** What was said of `table`; undefined when nothing was. */
export function commentsOf(table: PgTable): Comments | undefined {
  return (table as { [key]?: Comments })[key];
}
