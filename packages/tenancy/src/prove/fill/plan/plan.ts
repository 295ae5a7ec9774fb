import type { Catalog, ForeignKey, Table } from '../../../catalog/catalog.ts';
import { readCatalog } from '../../../catalog/read.ts';
import type { Queryable } from '../../../catalog/queryable.ts';
import type { TenancyConfig } from '../../../config/config.ts';
import { isNotNull } from '../row/job.ts';
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

/** More would be a chain of keys that are made of each other. */
const mostSpares = 3;

/**
 * How many rows more there are of tables that others' keys are made of. A member is a tenant and a user, and each user
 * can be one once: a user more, and there can be a member more.
 */
export function sparesIn(families: readonly Family[]): ReadonlyMap<number, number> {
  const rootOf = rootsOf(families);
  const spares = new Map<number, number>();
  const spare = (oid: number, count: number) => {
    if ((spares.get(oid) ?? 0) >= count || count > mostSpares) return;
    spares.set(oid, count);
    const family = families.find(({ root }) => root.oid === oid);
    for (const parent of family ? madeOf(family) : [])
      spare(rootOf.get(parent) ?? parent, count + 1);
  };
  for (const family of families) {
    for (const parent of madeOf(family)) spare(rootOf.get(parent) ?? parent, 1);
  }
  return spares;
}

/** Oids of the tables that a family's keys are made of. */
function madeOf({ root: { uniques, foreignKeys, key } }: Family): readonly number[] {
  const given = new Set([key, ...foreignKeys.flatMap(({ columns }) => columns)]);
  return uniques.flatMap(({ columns, expressions }) => {
    if (expressions || !columns.every((name) => given.has(name))) return [];
    return foreignKeys
      .filter((one) => one.columns.some((name) => name !== key && columns.includes(name)))
      .map(({ references }) => references);
  });
}

function rootsOf(families: readonly Family[]): ReadonlyMap<number, number> {
  return new Map(
    families.flatMap((family) => oidsOf(family).map((oid) => [oid, family.root.oid] as const)),
  );
}
