import { is, SQL, type Column } from 'drizzle-orm';
import { PgColumn, PgDialect } from 'drizzle-orm/pg-core';

const dialect = new PgDialect();

/** SQL as it is written by hand: parameters in their place, no quotes that nothing needs, no table before a column. */
export function sqlText(sql: SQL): string {
  const { sql: text, params } = dialect.sqlToQuery(sql);
  return text
    .replaceAll(/\$(\d+)/g, (_, index: string) => literal(params[Number(index) - 1]))
    .replaceAll(/"[a-z_][a-z0-9_]*"\."([a-z_][a-z0-9_]*)"/g, '$1')
    .replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The default of a column; undefined where the database has none. */
export function defaultText(column: Column): string | undefined {
  if (is(column.default, SQL)) return sqlText(column.default);
  if (column.default === undefined) return undefined;
  return literal(is(column, PgColumn) ? column.mapToDriverValue(column.default) : column.default);
}

function literal(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return value.toString();
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}
