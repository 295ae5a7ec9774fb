import type { Table } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { beyond, madeRows, reachOf } from './reach.ts';
import { sameRow } from './rows.ts';
import { commas, join, name, raw, sql } from './sql.ts';
import type { Arena, AttackingSubject } from './types.ts';

/*
 * What a subject must leave as it is: the other tenant's rows, and those of its own tenant that it may not write, unless
 * triggers keep them. The digest is of their places as well, so that an update that changes no value is seen.
 */

/** @returns one text a table, in the order of `tables`. As the admin. */
export async function digests(
  arena: Arena,
  subject: AttackingSubject,
  tables: readonly Table[],
): Promise<readonly string[]> {
  const parts = tables.map(
    (table, i) => sql`${digestOf(arena, subject, table)} as ${raw(`d${i}`)}`,
  );
  const [row] = await arena.rows<Record<string, string>>(sql`select ${commas(parts)}`);
  return tables.map((_, i) => row?.[`d${i}`] ?? '');
}

function digestOf(arena: Arena, subject: AttackingSubject, table: Table): SqlFragment {
  return sql`(select pg_catalog.concat(pg_catalog.count(*), ' ', pg_catalog.sum(
      pg_catalog.hashtextextended(pg_catalog.concat(prove_row.tableoid, prove_row.ctid, prove_row::text), 0)))
    from ${raw(table.ident)} prove_row where ${protectedRows(arena, subject, table)})`;
}

/** Of the two tenants alone: a staging database has others. */
function protectedRows(arena: Arena, subject: AttackingSubject, table: Table): SqlFragment {
  const { write } = reachOf(arena, subject, table);
  const { own, foreign } = arena.filled.tenants;
  const isKeyed = table.scope === 'tenant' || table.scope === 'organization';
  if (isKeyed && table.key !== undefined) {
    const tenants = table.config?.derived === true ? sql`${foreign}` : sql`${own}, ${foreign}`;
    return sql`${name(table.key)} in (${tenants}) and ${beyond(write)}`;
  }
  const rows = [...madeRows(arena, table, 'own'), ...madeRows(arena, table, 'foreign')];
  if (rows.length === 0) return raw('false');
  const made = join(
    rows.map((row) => sql`(${sameRow(row)})`),
    ' or ',
  );
  return sql`(${made}) and ${beyond(write)}`;
}
