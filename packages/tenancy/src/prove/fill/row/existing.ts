import type { ForeignKey, Table } from '../../../catalog/catalog.ts';
import { rowsOf, type Queryable } from '../../../catalog/queryable.ts';
import { quoteIdent, quoteLiteral } from '../../../catalog/quote.ts';
import { factsOf } from './facts.ts';
import { sides, type Filling } from '../filling.ts';
import { rowAsJson } from './insert.ts';
import type { Values } from '../made-rows.ts';
import { held } from '../savepoint.ts';
import type { Family, Target } from '../plan/targets.ts';

/**
 * Takes rows that are there already for both sides, where a table takes no more: a list of plans that is complete, a
 * table of one row. Not of tables whose rows are somebody's.
 *
 * @returns whether there were any.
 */
export async function adoptRows({ admin, rows }: Filling, target: Target): Promise<boolean> {
  const { table, into } = target;
  if (!isNobodys(table)) return false;
  const found = await rowsOfSelect<{ row: string; ctid: string }>(
    admin,
    `select ${rowAsJson(target)} as row, ctid::text from ${into.ident} where tableoid = ${table.oid} limit 2`,
  );
  found.forEach(({ row, ctid }, nth) => {
    for (const side of sides) {
      rows.add({ target, side, nth, values: JSON.parse(row) as Values, ctid, existing: true });
    }
  });
  return found.length > 0;
}

/** Rows that are there already of what a foreign key leads to, first those that the conditions name. */
export async function lentRows(
  { admin, tables }: Filling,
  target: Target,
  key: ForeignKey,
): Promise<readonly Values[]> {
  const parent = tables.get(key.references);
  if (!parent || !isNobodys(parent)) return [];
  const named = target.columns
    .filter(({ name }) => key.columns.includes(name))
    .flatMap((column) => factsOf(target).hints(column).literals)
    .map(({ text }) => quoteLiteral(text));
  const isNamed = key.referencedColumns.map(
    (name) => `${quoteIdent(name)}::text = any (array[${named.join(', ')}]::text[])`,
  );
  const found = await rowsOfSelect<{ row: string }>(
    admin,
    `select ${rowAsJson(parent)} as row from ${parent.ident} order by ${isNamed.join(' or ')} desc limit 5`,
  );
  return found.map(({ row }) => JSON.parse(row) as Values);
}

/** Whether rows of a table may be used that are there: they are no tenant's and no user's. */
function isNobodys({ scope, foreignKeys }: Table): boolean {
  if (scope === undefined) return foreignKeys.length === 0;
  return scope === 'global' || scope === 'private';
}

/** None where the server refuses. */
async function rowsOfSelect<Row>(admin: Queryable, select: string): Promise<readonly Row[]> {
  const answer = await held(admin, (tried) => tried.try<Row>(select));
  return answer.error ? [] : answer.rows;
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
    const found = await rowsOfSelect<{ row: string }>(
      admin,
      `select (select pg_catalog.json_object_agg(key, value)::text from pg_catalog.json_each_text(row_to_json(t))) as row
         from ${named?.ident ?? ''} t limit 2`,
    );
    strangers.set(
      oid,
      found.map(({ row }) => JSON.parse(row) as Values),
    );
  }
  return strangers;
}
