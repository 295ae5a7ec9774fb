import { randomBytes } from 'node:crypto';
import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import type { TenancyConfig } from '../../config/config.ts';
import type { Filled } from '../types.ts';
import { contextOf } from './row/context.ts';
import { strangersOf } from './row/existing.ts';
import { noPartition, type Reasons } from './fill-tables.ts';
import { sides, type Filling } from './filling.ts';
import { freshRow } from './fresh.ts';
import { MadeRows } from './made-rows.ts';
import { ownersOf } from './plan/owners.ts';
import { familiesToFill, sparesIn } from './plan/plan.ts';
import { reread } from './reread.ts';
import { fillAll } from './rounds.ts';
import { tablesOf, type Family } from './plan/targets.ts';
import { tenantsOf } from './plan/tenants.ts';

/**
 * Makes rows for two tenants in every table, from the catalogs alone. What cannot be made is in
 * {@link Filled.unfilled}. Sequences advance; nothing else outlives the transaction.
 *
 * @param admin one connection, inside a transaction, as a role that writes every table and sees every row.
 * @throws Error of the server, when the connection or the transaction is lost.
 */
export async function fill(
  admin: Queryable,
  catalog: Catalog,
  config: TenancyConfig,
): Promise<Filled> {
  // Values are read as text and sent as text: they are to mean the same in both directions.
  await admin.query(`set local datestyle = 'ISO, YMD'`);
  await admin.query(`set local intervalstyle = 'postgres'`);
  await admin.query(`set local extra_float_digits = 1`);
  const families = await familiesToFill(admin, catalog, config);
  const strangers = await strangersOf(admin, families);
  const tables = new Map(families.flatMap(tablesOf).map((table) => [table.oid, table]));
  const spares = sparesIn(families);
  const { filling, reasons } = await fillAll(admin, (excluded) => {
    const open = families.filter(({ root }) => !excluded.has(root.oid));
    return fillingOf(admin, catalog, config, { families: open, strangers, tables, spares });
  });
  await reread(filling, reasons);
  const [own, foreign] = [await filling.tenants.id('own'), await filling.tenants.id('foreign')];
  return {
    tenants: { own, foreign },
    row: (table, side, nth = 0) => filling.rows.row(table, side, nth),
    unfilled: unfilledOf(catalog, filling, families, reasons),
    fresh: (table, side) => freshRow(filling, table, side),
  };
}

function fillingOf(
  admin: Queryable,
  catalog: Catalog,
  config: TenancyConfig,
  what: Pick<Filling, 'families' | 'strangers' | 'tables' | 'spares'>,
): Filling {
  const rows = new MadeRows();
  const run = randomBytes(3).toString('hex');
  const tenants = tenantsOf(admin, what.families, rows, run);
  return {
    ...what,
    admin,
    run,
    rows,
    tenants,
    owners: ownersOf(catalog, config, rows, tenants),
    context: contextOf(catalog, config, rows),
    tries: new Map(),
    ways: new Map(),
    fragile: new Map(),
  };
}

/** Why tables have no row on one side or the other. */
function unfilledOf(
  { tables }: Catalog,
  { rows }: Filling,
  families: readonly Family[],
  reasons: Reasons,
): ReadonlyMap<number, string> {
  const reasonOf = (table: Table) => {
    const family = families.find((one) => tablesOf(one).includes(table));
    const parts = family?.targets.filter(({ within }) => within.includes(table.oid)) ?? [];
    const known = [table, ...parts.map((part) => part.table)].flatMap(
      ({ oid }) => reasons.get(oid) ?? [],
    );
    return (known[0] ?? noPartition).reason;
  };
  const open = tables.filter((table) => !sides.every((side) => rows.row(table, side)));
  return new Map(open.map((table) => [table.oid, reasonOf(table)]));
}
