import type { Catalog, ForeignKey, Table } from '../../catalog/catalog.ts';
import { readCatalog } from '../../catalog/read.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import type { TenancyConfig } from '../../config/config.ts';
import { isNotNull } from './job.ts';
import type { Need, Needs } from './order.ts';
import type { Owners } from './owners.ts';
import { familiesOf, tablesOf, type Family } from './targets.ts';

/**
 * The tables that are looked at, with those that they need rows of: a foreign key may lead to a schema that the
 * configuration leaves out.
 */
export async function familiesToFill(
  admin: Queryable,
  catalog: Catalog,
  config: TenancyConfig,
): Promise<readonly Family[]> {
  const known = new Set(catalog.tables.map(({ oid }) => oid));
  const isComplete = catalog.tables.every((table) => needsOf(table).every((oid) => known.has(oid)));
  if (config.schemas === undefined || isComplete) return familiesOf(catalog);
  const { schemas: _, ...everywhere } = config;
  const { tables } = await readCatalog(admin, everywhere);
  const all = [...catalog.tables, ...tables.filter(({ oid }) => !known.has(oid))];
  return reachable(familiesOf({ tables: all }), known);
}

function needsOf({ foreignKeys, partitionOf }: Table): readonly number[] {
  const parents = partitionOf === undefined ? [] : [partitionOf];
  return [...foreignKeys.map(({ references }) => references), ...parents];
}

function reachable(families: readonly Family[], from: ReadonlySet<number>): readonly Family[] {
  const needed = new Set(
    families.filter(({ root, targets }) => oidsOf({ root, targets }).some((oid) => from.has(oid))),
  );
  for (const family of needed) {
    const keys = tablesOf(family).flatMap(({ foreignKeys }) => foreignKeys);
    for (const { references } of keys) {
      const other = families.find((one) => oidsOf(one).includes(references));
      if (other) needed.add(other);
    }
  }
  return families.filter((family) => needed.has(family));
}

function oidsOf({ root, targets }: Family): readonly number[] {
  return [root.oid, ...targets.flatMap(({ within }) => within)];
}

/** What each family needs of the others, by the oid of its root. */
export function needsOfAll(families: readonly Family[], owners: Owners): Needs {
  const rootOf = rootsOf(families);
  return new Map(
    families.map((family) => {
      const hints = owners.needs(family).map((oid) => ({ oid, kind: 'hint' as const }));
      const keys = family.targets.flatMap((target) =>
        target.table.foreignKeys.map((key) => ({
          oid: key.references,
          kind: isHard(key, (name) => isNotNull(target, name))
            ? ('hard' as const)
            : ('soft' as const),
        })),
      );
      const needs = [...keys, ...hints].flatMap(({ oid, kind }): readonly Need[] => {
        const of = rootOf.get(oid);
        return of === undefined ? [] : [{ of, kind }];
      });
      return [family.root.oid, needs];
    }),
  );
}

function isHard({ columns, match }: ForeignKey, notNull: (name: string) => boolean): boolean {
  return match === 'full' ? columns.some(notNull) : columns.every(notNull);
}

/**
 * Tables whose rows are another table's key: of members by tenant and user, each user has one at most. A row more of
 * these, and one more of that can be made.
 */
export function sparedIn(families: readonly Family[]): ReadonlySet<number> {
  const spared = families.flatMap(({ root: { uniques, foreignKeys, key } }) =>
    uniques.flatMap((unique) => {
      const given = new Set([key, ...foreignKeys.flatMap(({ columns }) => columns)]);
      if (unique.expressions || !unique.columns.every((name) => given.has(name))) return [];
      const keyed = new Set(unique.columns.filter((name) => name !== key));
      return foreignKeys
        .filter(({ columns }) => columns.some((name) => keyed.has(name)))
        .map(({ references }) => references);
    }),
  );
  const rootOf = rootsOf(families);
  return new Set(spared.map((oid) => rootOf.get(oid) ?? oid));
}

function rootsOf(families: readonly Family[]): ReadonlyMap<number, number> {
  return new Map(
    families.flatMap((family) => oidsOf(family).map((oid) => [oid, family.root.oid] as const)),
  );
}
