import type { Kind, SchemaObject } from './object.ts';
import type { ReadRows } from './read.ts';

/** Where the catalogs keep an object. */
export interface Address {
  readonly key: string;
  readonly catalog: string;
  readonly oid: string;
  readonly sub: number;
}

/**
 * By key, what stands in the way of dropping it: policies of a function, views of a column, ... The default of a
 * column, which can be dropped without it, is named "default public.projects.id".
 */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

interface Row {
  readonly class: string;
  readonly oid: string;
  readonly sub: number;
  readonly refclass: string;
  readonly refoid: string;
  readonly refsub: number;
}

interface Alias extends Row {
  readonly is_default: boolean;
}

// What stands for another object: a default for its column, a view's rule for the view, an array for its elements, the
// attributes of a composite type for the type, a constraint's index for the constraint.
const aliases = `
  select 'pg_attrdef'::regclass::oid::text as class, d.oid::text, 0 as sub,
         'pg_class'::regclass::oid::text as refclass, d.adrelid::text as refoid, d.adnum::int as refsub,
         a.attgenerated = '' as is_default
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  union all
  select 'pg_rewrite'::regclass::oid::text, w.oid::text, 0, 'pg_class'::regclass::oid::text, w.ev_class::text, 0, false
    from pg_rewrite w where w.rulename = '_RETURN'
  union all
  select 'pg_type'::regclass::oid::text, t.oid::text, 0,
         case when e.typrelid <> 0 and c.relkind <> 'c' then 'pg_class'::regclass::oid::text else 'pg_type'::regclass::oid::text end,
         case when e.typrelid <> 0 and c.relkind <> 'c' then e.typrelid::text else e.oid::text end, 0, false
    from pg_type t join pg_type e on e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
    left join pg_class c on c.oid = e.typrelid
   where t.oid >= 16384 and (t.typcategory = 'A' or e.typrelid <> 0)
  union all
  select 'pg_class'::regclass::oid::text, t.typrelid::text, 0, 'pg_type'::regclass::oid::text, t.oid::text, 0, false
    from pg_type t join pg_class c on c.oid = t.typrelid where c.relkind = 'c'
  union all
  select 'pg_class'::regclass::oid::text, k.conindid::text, 0, 'pg_constraint'::regclass::oid::text, k.oid::text, 0, false
    from pg_constraint k where k.contype in ('p', 'u', 'x')`;

const depends = `
  select d.classid::text as class, d.objid::text as oid, d.objsubid as sub,
         d.refclassid::text as refclass, d.refobjid::text as refoid, d.refobjsubid as refsub
    from pg_depend d
   where d.refobjid >= 16384 and d.objid >= 16384 and d.deptype in ('n', 'a', 'i')`;

/** Reads what depends on what among these objects. Without those that go with an object: a table's own parts. */
export async function readDependencies(
  rows: ReadRows,
  addresses: readonly Address[],
): Promise<Dependencies> {
  const keys = new Map(addresses.map((at) => [address(at.catalog, at.oid, at.sub), at.key]));
  for (const row of await rows<Alias>(aliases)) {
    const key = keys.get(address(row.refclass, row.refoid, row.refsub));
    const from = address(row.class, row.oid, row.sub);
    if (key === undefined || keys.has(from)) continue;
    keys.set(from, row.is_default ? key.replace('column', 'default') : key);
  }
  // A view's column, and one that a table has from its parent, stand for the whole.
  const keyOf = (catalog: string, oid: string, sub: number) =>
    keys.get(address(catalog, oid, sub)) ?? keys.get(address(catalog, oid, 0));
  const dependents = new Map<string, Set<string>>();
  for (const row of await rows<Row>(depends)) {
    const dependent = keyOf(row.class, row.oid, row.sub);
    const on = keyOf(row.refclass, row.refoid, row.refsub);
    if (dependent === undefined || on === undefined || dependent === on) continue;
    const others = dependents.get(on) ?? new Set();
    dependents.set(on, others.add(dependent));
  }
  return dependents;
}

function address(catalog: string, oid: string, sub: number): string {
  return `${catalog}:${oid}:${sub}`;
}

/**
 * Notes of types, functions and views which others of them they need: the order to make them in cannot be seen
 * from their names.
 */
export function addUses(
  objects: readonly SchemaObject[],
  dependencies: Dependencies,
): readonly SchemaObject[] {
  return objects.map((object) => {
    const others = madeTogether.find((together) => together.has(object.kind));
    if (others === undefined) return object;
    const uses = objects
      .filter(
        ({ kind, key }) => others.has(kind) && dependencies.get(key)?.has(object.key) === true,
      )
      .map(({ key }) => key);
    return uses.length === 0 ? object : { ...object, facts: { ...object.facts, uses } };
  });
}

const madeTogether: readonly ReadonlySet<Kind>[] = [
  new Set(['type']),
  new Set(['function', 'view']),
];
