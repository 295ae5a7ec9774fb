import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { sides, type Filling } from './filling.ts';
import { rowAsJson } from './insert.ts';
import type { Values } from './made-rows.ts';
import { held } from './savepoint.ts';
import type { Family, Target } from './targets.ts';

/**
 * Takes rows that are there already for both sides, where a table takes no more: a list of plans that is complete, a
 * table of one row. Not of tables whose rows are somebody's.
 *
 * @returns whether there were any.
 */
export async function adoptRows({ admin, rows }: Filling, target: Target): Promise<boolean> {
  const { scope, foreignKeys, oid } = target.table;
  const isNobodys =
    scope === 'global' || scope === 'private' || (scope === undefined && foreignKeys.length === 0);
  if (!isNobodys) return false;
  const answer = await held(admin, (tried) =>
    tried.try<{ row: string; ctid: string }>(
      `select ${rowAsJson(target)} as row, ctid::text from ${target.into.ident} where tableoid = ${oid} limit 2`,
    ),
  );
  const found = answer.error ? [] : answer.rows;
  found.forEach(({ row, ctid }, nth) => {
    for (const side of sides) {
      rows.add({ target, side, nth, values: JSON.parse(row) as Values, ctid, existing: true });
    }
  });
  return found.length > 0;
}

/** Rows of what foreign keys lead to and nobody fills: tables of extensions and of the system. */
export async function strangersOf(
  admin: Queryable,
  families: readonly Family[],
): Promise<ReadonlyMap<number, readonly Values[]>> {
  const known = new Set(
    families.flatMap(({ targets, root }) => [root.oid, ...targets.flatMap(({ within }) => within)]),
  );
  const keys = families.flatMap(({ targets }) => targets.flatMap(({ table }) => table.foreignKeys));
  const strange = new Set(
    keys.map(({ references }) => references).filter((oid) => !known.has(oid)),
  );
  const strangers = new Map<number, readonly Values[]>();
  for (const oid of strange) {
    const [named] = await rowsOf<{ ident: string }>(
      admin,
      `select $1::oid::regclass::text as ident`,
      [oid],
    );
    const answer = await held(admin, (tried) =>
      tried.try<{ row: string }>(
        `select (select pg_catalog.json_object_agg(key, value)::text from pg_catalog.json_each_text(row_to_json(t))) as row
           from ${named?.ident ?? ''} t limit 2`,
      ),
    );
    if (!answer.error)
      strangers.set(
        oid,
        answer.rows.map(({ row }) => JSON.parse(row) as Values),
      );
  }
  return strangers;
}
