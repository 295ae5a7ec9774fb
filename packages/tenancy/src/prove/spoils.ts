import type { Table } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { beyond, reachOf } from './reach.ts';
import { commas, raw, sql } from './sql.ts';
import type { Arena, Attacker, AttackingSubject } from './types.ts';

/**
 * Tables of which the attacker reads rows that it must not, whatever it has become by now. One statement for all; one
 * each where that fails.
 */
export async function spoils(arena: Arena, attacker: Attacker): Promise<readonly string[]> {
  const tables = await readable(arena, attacker.subject);
  if (tables.length === 0) return [];
  const all = await attacker.try(
    sql`select ${commas(tables.map((table, i) => sql`${counted(arena, attacker.subject, table)} as ${raw(`t${i}`)}`))}`,
  );
  if (all.ok) {
    return tables.filter((_, i) => all.rows[0]?.[`t${i}`] === true).map(({ ident }) => ident);
  }
  const found: string[] = [];
  for (const table of tables) {
    const one = await attacker.try(sql`select ${counted(arena, attacker.subject, table)} as found`);
    if (one.ok && one.rows[0]?.['found'] === true) found.push(table.ident);
  }
  return found;
}

function counted(arena: Arena, subject: AttackingSubject, table: Table): SqlFragment {
  const { read } = reachOf(arena, subject, table);
  return sql`exists (select from ${raw(table.ident)} where ${beyond(read)})`;
}

/** Those that the role it is by now may select from. */
async function readable(arena: Arena, subject: AttackingSubject): Promise<readonly Table[]> {
  const tables = arena.catalog.tables.filter(
    (table) => reachOf(arena, subject, table).read !== 'all',
  );
  if (tables.length === 0) return [];
  const rows = await arena.rows<{ oid: string }>(sql`
    select c.oid::text as oid from pg_catalog.pg_class c
     where c.oid in (${commas(tables.map(({ oid }) => sql`${String(oid)}`))})
       and pg_catalog.has_any_column_privilege(c.oid, 'select')
       and pg_catalog.has_schema_privilege(c.relnamespace, 'usage')`);
  return tables.filter(({ oid }) => rows.some((row) => Number(row.oid) === oid));
}
