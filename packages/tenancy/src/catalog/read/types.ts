import type { TypeInfo } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found, oidArray } from './found.ts';

/** A type with a modifier, and the one that it is made of. */
interface Row {
  readonly type: number;
  readonly modifier: number;
  readonly name: string;
  readonly kind: 'domain' | 'array' | 'b' | 'e' | 'r' | 'm' | 'c' | 'p';
  readonly category: string;
  readonly notNull: boolean;
  /** What a domain is on, an array of, a range between, a multirange of. */
  readonly of: number | null;
  readonly ofModifier: number;
  readonly labels: readonly string[];
  readonly checks: readonly string[];
  readonly attributes: readonly { name: string; type: number; modifier: number }[] | null;
}

const kinds = {
  array: 'array',
  b: 'base',
  e: 'enum',
  r: 'range',
  m: 'multirange',
  c: 'composite',
  p: 'pseudo',
} as const;

/** Looks up the types of the tables' columns, by oid and modifier. */
export async function readTypes(
  db: Queryable,
  tables: readonly number[],
): Promise<(type: number, modifier: number) => TypeInfo> {
  const rows = await found<Row>(db, select, [oidArray(tables)]);
  const byKey = new Map(rows.map((row) => [`${row.type} ${row.modifier}`, row]));
  const typeOf = (type: number, modifier: number): TypeInfo => {
    const row = byKey.get(`${type} ${modifier}`);
    if (!row) throw new Error(`The catalogs do not hold the type with the oid ${type}.`);
    const of = row.of === null ? undefined : typeOf(row.of, row.ofModifier);
    if (row.kind === 'domain' && of) {
      return {
        ...of,
        domainChecks: [...of.domainChecks, ...row.checks],
        domainNotNull: of.domainNotNull || row.notNull,
      };
    }
    return {
      name: row.name,
      kind: row.kind === 'domain' ? 'base' : kinds[row.kind],
      category: row.category,
      labels: row.labels,
      of,
      attributes: (row.attributes ?? []).map(({ name, type: its, modifier: itsModifier }) => ({
        name,
        type: typeOf(its, itsModifier),
      })),
      domainChecks: [],
      domainNotNull: false,
    };
  };
  return typeOf;
}

// An array hands its modifier on to its elements. int2vector and oidvector are none: their input is their own.
const step = `
  select t.oid, case when t.typtype = 'd' then t.typbasetype
                     when exists (select from pg_catalog.pg_type e where e.typarray = t.oid) then t.typelem
                     when t.typtype = 'r' then (select rngsubtype from pg_catalog.pg_range where rngtypid = t.oid)
                     when t.typtype = 'm' then (select rngtypid from pg_catalog.pg_range where rngmultitypid = t.oid)
                end as of,
         case when t.typtype = 'd' then t.typtypmod
              when exists (select from pg_catalog.pg_type e where e.typarray = t.oid) then used.modifier
              else -1 end as of_modifier
    from pg_catalog.pg_type t where t.oid = used.type`;

const select = `
  with recursive used (type, modifier) as (
    select atttypid, atttypmod from pg_catalog.pg_attribute
     where attrelid = any ($1::text::oid[]) and attnum > 0 and not attisdropped
    union
    select next.type, next.modifier
      from used
      cross join lateral (
        select s.of, s.of_modifier from (${step}) s where s.of is not null
        union all
        select a.atttypid, a.atttypmod
          from pg_catalog.pg_type t join pg_catalog.pg_attribute a on a.attrelid = t.typrelid
         where t.oid = used.type and t.typtype = 'c' and a.attnum > 0 and not a.attisdropped) next (type, modifier)
  )
  select used.type::bigint, used.modifier, pg_catalog.format_type(used.type, used.modifier) as name,
         case when t.typtype = 'd' then 'domain'
              when exists (select from pg_catalog.pg_type e where e.typarray = t.oid) then 'array'
              else t.typtype::text end as kind,
         t.typcategory::text as category, t.typnotnull as "notNull", s.of::bigint, s.of_modifier as "ofModifier",
         array(select e.enumlabel::text from pg_catalog.pg_enum e
                where e.enumtypid = t.oid order by e.enumsortorder) as labels,
         array(select pg_catalog.pg_get_expr(k.conbin, 0) from pg_catalog.pg_constraint k
                where k.contypid = t.oid and k.contype = 'c' order by k.conname) as checks,
         (select pg_catalog.json_agg(pg_catalog.json_build_object(
                   'name', a.attname::text, 'type', a.atttypid::bigint, 'modifier', a.atttypmod) order by a.attnum)
            from pg_catalog.pg_attribute a
           where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as attributes
    from used
    join pg_catalog.pg_type t on t.oid = used.type
    cross join lateral (${step}) s`;
