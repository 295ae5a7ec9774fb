import type { Table } from '../../../catalog/catalog.ts';
import { quoteIdent, quoteLiteral } from '../../../catalog/quote.ts';
import type { Queryable } from '../../../catalog/queryable.ts';
import type { Side } from '../../types.ts';
import { columnValues } from '../row/column-values.ts';
import { factsOf } from '../row/facts.ts';
import type { MadeRows } from '../made-rows.ts';
import { held } from '../savepoint.ts';
import type { Condition } from '../solve/problem.ts';
import { isSolution, solve } from '../solve/solve.ts';
import type { Family, Target } from './targets.ts';

/** The ids of the two tenants. */
export interface Tenants {
  /** The column whose rows are the tenants; undefined when the tenant key references nothing. */
  readonly source: { readonly table: Table; readonly column: string } | undefined;
  /** The id of a side's tenant: of the row that was made for it; where there is none, one that nobody has. */
  id(side: Side): Promise<string>;
}

export function tenantsOf(
  admin: Queryable,
  families: readonly Family[],
  rows: MadeRows,
  run: string,
): Tenants {
  const source = sourceOf(families);
  const ids = new Map<Side, string>();
  return {
    source,
    async id(side) {
      const known = ids.get(side);
      if (known !== undefined) return known;
      const made = source && rows.row(source.table, side)?.values[source.column];
      const id =
        made ?? (await inventedId(admin, families, `prove-${side}-${run}`, [...ids.values()]));
      ids.set(side, id);
      return id;
    },
  };
}

/** The organizations' key; where nobody says which these are, what most tables' tenant key references. */
function sourceOf(families: readonly Family[]): Tenants['source'] {
  const roots = families.map(({ root }) => root);
  const organizations = roots.filter(({ scope }) => scope === 'organization');
  const first = organizations.find(({ key, foreignKeys }) => {
    const others = foreignKeys.filter(({ columns }) => key !== undefined && columns.includes(key));
    return !others.some(({ references }) => organizations.some(({ oid }) => oid === references));
  });
  if (first?.key !== undefined) return { table: first, column: first.key };
  const votes = new Map<string, { table: Table; column: string; count: number }>();
  for (const { scope, key, foreignKeys } of roots) {
    if (scope !== 'tenant') continue;
    for (const { columns, references, referencedColumns } of foreignKeys) {
      const table = roots.find(({ oid }) => oid === references);
      const [column] = referencedColumns;
      if (columns.length > 1 || columns[0] !== key || !table || column === undefined) continue;
      if (table.scope === 'tenant' && table.key === column) continue;
      const id = `${table.oid} ${column}`;
      votes.set(id, { table, column, count: (votes.get(id)?.count ?? 0) + 1 });
    }
  }
  return [...votes.values()].toSorted((a, b) => b.count - a.count)[0];
}

/** An id of the tenant key's type that satisfies what the tables demand of it. */
async function inventedId(
  admin: Queryable,
  families: readonly Family[],
  marker: string,
  others: readonly string[],
): Promise<string> {
  const keyed = families.flatMap(({ root, targets }) => (root.scope === 'tenant' ? targets : []));
  const [first] = keyed;
  const column = first?.columns.find(({ name }) => name === first.table.key);
  if (!column) return marker;
  const whose = { marker, ordinal: others.length + 1, distinct: true };
  const free = { ...column, default: undefined, identity: undefined };
  const candidates = keyed
    .filter(({ table }) => table.key === column.name)
    .filter((target) => target === first || factsOf(target).conditioned.has(column.name))
    .flatMap((target) => columnValues(target, free, whose, false))
    .filter(({ needs }) => needs.length === 0);
  const ident = quoteIdent(column.name);
  const conditions = [
    ...families.flatMap((family) => conditionsOn(column.name, family)),
    ...others.map((other) => ({
      sql: `${ident}::text <> ${quoteLiteral(other)}`,
      columns: [column.name],
      name: 'another tenant',
    })),
  ];
  const distinct = [...new Map(candidates.map((one) => [one.sql, one])).values()];
  const variable = {
    column: column.name,
    type: column.base.name,
    candidates: distinct,
    nullable: false,
  };
  const found = await held(admin, (tried) =>
    solve(tried, () => ({ variables: [variable], conditions })),
  );
  return (isSolution(found) ? found.get(column.name) : undefined) ?? marker;
}

/** What a family demands of its tenant key alone; of partitions by it, that one of them takes the row. */
function conditionsOn(key: string, { root, targets }: Family): readonly Condition[] {
  if (root.scope !== 'tenant' || root.key !== key) return [];
  const isOnKey = ({ columns }: Condition) => columns.length === 1 && columns[0] === key;
  const isBound = ({ name }: Condition) => name.startsWith('bounds ');
  const perTarget = targets.map((target: Target) => factsOf(target).rowConditions);
  const common = (perTarget[0] ?? []).filter((one) => isOnKey(one) && !isBound(one));
  const bounds = perTarget.map((conditions) => conditions.filter(isBound));
  const isByKey =
    bounds.length > 0 && bounds.every(([bound]) => bound !== undefined && isOnKey(bound));
  if (!isByKey) return common;
  const any = bounds
    .flat()
    .map(({ sql }) => `(${sql})`)
    .join(' or ');
  return [...common, { sql: any, columns: [key], name: `partitions of ${root.ident}` }];
}
