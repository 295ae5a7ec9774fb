import type { Table } from '../catalog/catalog.ts';
import { madeRows } from './reach.ts';
import { sameRow } from './rows.ts';
import { join, name, raw, sql } from './sql.ts';
import type { Arena } from './types.ts';

/**
 * Takes the other tenant's rows away, as the admin, inside `undone`. A superuser does it without triggers and foreign
 * keys; anybody else in an order that is found by trying.
 *
 * @returns the tables whose rows could not be taken away.
 */
export async function withoutForeign(arena: Arena): Promise<readonly string[]> {
  const isFree = await arena.try(raw('set local session_replication_role = replica'));
  // By the tenant key, a table's rows are taken from its partitions as well; by the rows that were made, each has its own.
  let left = arena.catalog.tables.filter(
    ({ partitionOf, key }) => partitionOf === undefined || key === undefined,
  );
  for (let before = left.length + 1; left.length > 0 && left.length < before;) {
    before = left.length;
    const kept: Table[] = [];
    for (const table of left) {
      const answer = await arena.try(
        sql`delete from ${raw(table.ident)} where ${theirs(arena, table)}`,
      );
      if (answer.ok) continue;
      kept.push(table);
      // Append-only tables are kept by triggers: the owner can do without them, for as long as this lasts.
      await arena.try(sql`alter table ${raw(table.ident)} disable trigger user`);
    }
    left = kept;
  }
  if (isFree.ok) await arena.try(raw('set local session_replication_role = origin'));
  return left.map(({ ident }) => ident);
}

function theirs(arena: Arena, table: Table) {
  const { scope, key } = table;
  if (scope === 'global') return raw('false');
  if ((scope === 'tenant' || scope === 'organization') && key !== undefined) {
    return sql`${name(key)} = ${arena.filled.tenants.foreign}`;
  }
  const rows = madeRows(arena, table, 'foreign');
  if (rows.length === 0) return raw('false');
  return join(
    rows.map((row) => sql`(${sameRow(row)})`),
    ' or ',
  );
}
