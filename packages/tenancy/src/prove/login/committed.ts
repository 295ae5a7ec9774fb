import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import { Session } from '../session.ts';
import { commas, name, raw, sql } from '../sql.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { transactionSettings } from '../transaction-settings.ts';
import { parentRows } from './parent-rows.ts';
import type { Filled, MadeRow, Side } from '../types.ts';

/** Rows that are there already, of two tenants: a login of its own sees no others. */
export interface Committed {
  readonly filled: Filled;
  /** Tables with rows of both. */
  readonly tables: readonly Table[];
  /** The others, and why. */
  readonly passedOver: readonly { readonly table: string; readonly why: string }[];
}

/**
 * Of the two tenants that have rows in the most tables. Without two, the tenants' ids are ''. What takes too long to be
 * found counts as not there.
 */
export async function committedRows(admin: Queryable, catalog: Catalog): Promise<Committed> {
  const session = await Session.on(admin);
  await admin.query('begin transaction isolation level repeatable read, read only');
  try {
    session.queue(...transactionSettings);
    return await findRows(session, catalog);
  } finally {
    await admin.query('rollback');
  }
}

async function findRows(admin: Session, catalog: Catalog): Promise<Committed> {
  const keyed = catalog.tables.filter(isKeyed);
  const found = await twoTenants(admin, keyed);
  const tenants = found ?? { own: '', foreign: '' };
  const rows = new Map<string, readonly MadeRow[]>();
  for (const table of found ? keyed : []) {
    for (const side of ['own', 'foreign'] as const) {
      const where = sql`${name(table.key ?? '')} = ${tenants[side]}`;
      rows.set(`${table.oid} ${side}`, await some(admin, table, side, where));
    }
  }
  const row: Filled['row'] = (table, side, nth = 0) => rows.get(`${table.oid} ${side}`)?.[nth];
  for (const table of catalog.tables) {
    if (isKeyed(table)) continue;
    const own = await parentRows(catalog, table, row, (where) => some(admin, table, 'own', where));
    rows.set(`${table.oid} own`, own);
    const all = own.length > 0 ? [] : await some(admin, table, 'own', raw('true'));
    rows.set(
      `${table.oid} foreign`,
      all.map((other) => ({ ...other, side: 'foreign' })),
    );
  }
  const filled: Filled = {
    tenants,
    unfilled: new Map(),
    areCommitted: true,
    row,
    fresh: async () => undefined,
  };
  return { filled, ...sorted(catalog, row) };
}

function isKeyed({ scope, key, partitionOf }: Table): boolean {
  const isTenants = scope === 'tenant' || scope === 'organization';
  return isTenants && key !== undefined && partitionOf === undefined;
}

function sorted({ tables }: Catalog, row: Filled['row']): Pick<Committed, 'tables' | 'passedOver'> {
  const whyNot = (table: Table): string | undefined => {
    if (table.partitionOf !== undefined) return 'a partition: its rows are its table’s';
    if (table.scope === 'global') return 'everybody may read it';
    if (table.scope === 'user') return 'whose users are whose is not in the catalogs';
    if (isKeyed(table)) {
      return row(table, 'own') && row(table, 'foreign')
        ? undefined
        : 'no two tenants have rows in it';
    }
    return row(table, 'foreign') || row(table, 'own') ? undefined : 'it has no rows';
  };
  const all = tables.map((table) => ({ table, why: whyNot(table) }));
  return {
    // What is whose inside a tenant, and who may write it, is not known of rows that nobody made.
    tables: all
      .filter(({ why }) => why === undefined)
      .map(({ table }) => ({ ...table, config: undefined })),
    passedOver: all.flatMap(({ table, why }) =>
      why === undefined ? [] : [{ table: table.ident, why }],
    ),
  };
}

/** The two that have rows in the most tables, of the first fifty. */
async function twoTenants(
  admin: Session,
  keyed: readonly Table[],
): Promise<Filled['tenants'] | undefined> {
  const organizations = keyed.filter(({ scope }) => scope === 'organization');
  const ids = new Set<string>();
  for (const table of organizations.length > 0 ? organizations : keyed) {
    const key = name(table.key ?? '');
    const found = await values(
      admin,
      sql`select distinct ${key}::text as value from ${raw(table.ident)} where ${key} is not null limit 50`,
    );
    for (const id of found) ids.add(id);
  }
  const tablesOf = new Map([...ids].map((id) => [id, new Set<number>()] as const));
  if (ids.size < 2) return undefined;
  for (const table of keyed) {
    const type = table.columns.find((column) => column.name === table.key)?.type ?? 'text';
    const list = commas([...ids].map((id) => sql`(${id})`));
    const having = await values(
      admin,
      sql`select value from (values ${list}) ids (value)
        where exists (select from ${raw(table.ident)} where ${name(table.key ?? '')} = value::${raw(type)})`,
    );
    for (const id of having) tablesOf.get(id)?.add(table.oid);
  }
  const bySize = [...tablesOf].toSorted(([, a], [, b]) => b.size - a.size);
  const [first, second] = bySize;
  return first && second && second[1].size > 0 ? { own: first[0], foreign: second[0] } : undefined;
}

async function values(admin: Session, statement: SqlFragment): Promise<readonly string[]> {
  const answer = await admin.try(statement);
  return answer.ok ? answer.rows.map(({ value }) => String(value)) : [];
}

async function some(
  admin: Session,
  table: Table,
  side: Side,
  where: SqlFragment,
): Promise<readonly MadeRow[]> {
  const columns = table.columns.map(
    ({ name: column }) => sql`${name(column)}::text as ${name(column)}`,
  );
  const order =
    table.primaryKey.length > 0 ? sql` order by ${commas(table.primaryKey.map(name))}` : raw('');
  const answer = await admin.try(
    sql`select ${commas(columns)} from ${raw(table.ident)} where ${where}${order} limit 2`,
  );
  if (!answer.ok) return [];
  return answer.rows.map((row) => ({ table, side, values: row as MadeRow['values'] }));
}
