import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { commentsOf } from '../schema/commented.ts';

/** COMMENT ON for every table and column of the schema that something is said of, as repeatable statements. */
export function commentStatements(schema: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(schema)
    .filter((value): value is PgTable => is(value, PgTable))
    .toSorted((a, b) => (getTableName(a) < getTableName(b) ? -1 : 1))
    .flatMap(statementsOf);
}

function statementsOf(table: PgTable): readonly string[] {
  const comments = commentsOf(table);
  if (comments === undefined) return [];
  const name = getTableName(table);
  const columns = Object.entries(getTableColumns(table)).flatMap(([property, column]) => {
    const text = comments.columns[property];
    return text === undefined ? [] : [commentOn(`column ${name}.${column.name}`, text)];
  });
  return [commentOn(`table ${name}`, comments.table), ...columns];
}

function commentOn(object: string, text: string): string {
  return `comment on ${object} is '${text.replaceAll("'", "''")}';`;
}
