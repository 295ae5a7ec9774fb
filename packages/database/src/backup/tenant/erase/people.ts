import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import type { Reference } from '../plan/references.ts';
import { rowsOf, type TenantPlan, type TenantTable } from '../plan/tenant-plan.ts';
import type { Kept } from './report.ts';

/** The people that a tenant's rows refer to, and who of them goes with it. */
export interface People {
  readonly table: string;
  /** Ids, as text, of those who are nobody's but this tenant's. */
  readonly leaving: readonly string[];
  readonly kept: readonly Kept[];
}

/**
 * Finds the tenant's people. Someone goes when no row of anything but this tenant refers to them, and they are no superadmin;
 * and only when that was asked for.
 *
 * @param remove whether they go.
 */
export async function findPeople(
  session: TransferSession,
  plan: TenantPlan,
  tenantId: string,
  remove: boolean,
): Promise<readonly People[]> {
  const found: People[] = [];
  for (const reference of plan.references) {
    if (reference.kind !== 'people') continue;
    const people = await session.rows<{ id: string; tied: string | null }>(
      query(reference, plan, tenantId),
    );
    found.push(sorted(reference, people, remove));
  }
  return found;
}

function sorted(
  { table }: Reference,
  people: readonly { readonly id: string; readonly tied: string | null }[],
  remove: boolean,
): People {
  const free = people.filter(({ tied }) => tied === null).map(({ id }) => id);
  const reasons = new Map<string, number>();
  for (const { tied } of people) if (tied !== null) reasons.set(tied, (reasons.get(tied) ?? 0) + 1);
  const staying = [...reasons].map(([why, rows]) => ({ what: table.ident, rows, why }));
  const unasked =
    remove || free.length === 0
      ? []
      : [
          {
            what: table.ident,
            rows: free.length,
            why: 'nothing else refers to them: --users removes them',
          },
        ];
  return {
    table: table.ident,
    leaving: remove ? free : [],
    kept: [...staying, ...unasked],
  };
}

function query(reference: Reference, plan: TenantPlan, tenantId: string): string {
  const { table } = reference;
  const id = `p.${quoteName(table.key ?? table.primaryKey[0] ?? 'id')}`;
  const reasons = tiesOf(reference, plan, tenantId).map(
    ({ condition, why }) => `when ${condition} then ${quoteText(why)}`,
  );
  const superadmin = table.columns.some(({ name }) => name === 'is_superadmin')
    ? `when p.is_superadmin then 'superadmins are staff'`
    : '';
  const own = reference.from.map((link) =>
    refers(link, `and f.${quoteName((link.table as TenantTable).key)} = ${quoteText(tenantId)}`),
  );
  return `
    select ${id}::pg_catalog.text as id, case ${superadmin} ${reasons.join(' ')} end as tied
      from ${rowsOf(table)} p where ${own.join(' or ')} order by 1`;
}

/** What keeps a person: rows of others that refer to them, by any foreign key in the database. */
function tiesOf(
  { table: people }: Reference,
  { catalog, groups }: TenantPlan,
  tenantId: string,
): readonly { readonly condition: string; readonly why: string }[] {
  const tenantTables = new Set(groups.flat().map(({ oid }) => oid));
  const links = catalog.tables
    .filter(({ partitionOf }) => partitionOf === undefined)
    .flatMap((table) =>
      table.foreignKeys
        .filter(({ references }) => references === people.oid)
        .map(({ columns, referencedColumns: to }) => ({ table, columns, to })),
    );
  return links.map((link) => {
    const isTenants = tenantTables.has(link.table.oid);
    const others = isTenants
      ? `and f.${quoteName((link.table as TenantTable).key)} <> ${quoteText(tenantId)}`
      : '';
    return {
      condition: refers(link, others),
      why: isTenants
        ? `other organizations' ${link.table.ident} refer to them`
        : `${link.table.ident} refers to them`,
    };
  });
}

function refers(link: Reference['from'][number], condition: string): string {
  const equal = link.columns.map(
    (name, place) => `f.${quoteName(name)} = p.${quoteName(link.to[place]!)}`,
  );
  return `exists (select from ${rowsOf(link.table)} f where ${equal.join(' and ')} ${condition})`;
}

/** Deletes those who go; after the tenant's rows. @returns how many of each table. */
export async function removePeople(
  session: TransferSession,
  plan: TenantPlan,
  people: readonly People[],
): Promise<readonly { readonly table: string; readonly removed: number }[]> {
  const removed = [];
  for (const { table: ident, leaving } of people) {
    if (leaving.length === 0) continue;
    const { table } = plan.references.find((reference) => reference.table.ident === ident)!;
    const { rowCount } = await session.query(
      `delete from ${table.ident} where ${quoteName(table.key ?? table.primaryKey[0] ?? 'id')}::pg_catalog.text = any ($1::pg_catalog.text[])`,
      [leaving],
    );
    removed.push({ table: ident, removed: rowCount ?? 0 });
  }
  return removed;
}
