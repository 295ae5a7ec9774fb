import { sql } from 'drizzle-orm';
import { check, type AnyPgColumn } from 'drizzle-orm/pg-core';

// A closed set is text with a check, not an enum type. Equality on enums is not leakproof, so under
// Row-Level Security `status = 'active'` could never use an index; on text it can. A value is also
// added or dropped in one transaction, which an enum type does not allow.

/** The check that `column` holds one of `values`, or NULL where the column allows it. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
  return check(name, sql`${column} in (${sql.raw(list)})`);
}

/** The check that `column` matches `pattern`, a POSIX regular expression. */
export function matches(name: string, column: AnyPgColumn, pattern: string) {
  return check(name, sql`${column} ~ ${sql.raw(`'${pattern.replaceAll("'", "''")}'`)}`);
}

/** The check that `column` holds a JSON object, not an array or a bare value. */
export function isJsonObject(name: string, column: AnyPgColumn) {
  return check(name, sql`jsonb_typeof(${column}) = 'object'`);
}
