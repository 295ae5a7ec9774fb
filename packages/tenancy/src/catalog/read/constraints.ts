import type { Action, Check, Exclusion, ForeignKey, Table } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found, groupBy, oidArray, optional } from './found.ts';

interface Row {
  readonly table: number;
  readonly name: string;
  readonly kind: 'p' | 'f' | 'c' | 'x';
  readonly columns: readonly string[];
  readonly check: string | null;
  readonly references: number;
  readonly referencedColumns: readonly string[];
  readonly match: string;
  readonly deferrable: boolean;
  readonly onDelete: keyof typeof actions;
  readonly onUpdate: keyof typeof actions;
  readonly keys: readonly string[];
  readonly operators: readonly string[];
  readonly where: string | null;
}

const actions = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
} as const satisfies Record<string, Action>;

export type Constraints = Pick<Table, 'primaryKey' | 'foreignKeys' | 'checks' | 'exclusions'>;

/** The constraints of each table, but those that are unique indexes and no more. */
export async function readConstraints(
  db: Queryable,
  tables: readonly number[],
): Promise<(table: number) => Constraints> {
  const byTable = groupBy(await found<Row>(db, select, [oidArray(tables)]), ({ table }) => table);
  return (table) => {
    const rows = byTable.get(table) ?? [];
    return {
      primaryKey: rows.find(({ kind }) => kind === 'p')?.columns ?? [],
      foreignKeys: rows.filter(({ kind }) => kind === 'f').map(foreignKey),
      checks: rows.filter(({ kind }) => kind === 'c').map(checkConstraint),
      exclusions: rows.filter(({ operators }) => operators.length > 0).map(exclusion),
    };
  };
}

function foreignKey(row: Row): ForeignKey {
  return {
    name: row.name,
    columns: row.columns,
    references: row.references,
    referencedColumns: row.referencedColumns,
    match: row.match === 'f' ? 'full' : 'simple',
    deferrable: row.deferrable,
    onDelete: actions[row.onDelete],
    onUpdate: actions[row.onUpdate],
  };
}

function checkConstraint({ name, columns, check }: Row): Check {
  return { name, columns, sql: check ?? 'true' };
}

function exclusion({ name, columns, keys, operators, where }: Row): Exclusion {
  return { name, columns, keys, operators, where: optional(where) };
}

// A foreign key to a partitioned table has a constraint for each of its partitions as well, on the same table; those
// are the server's affair. `conenforced` came with PostgreSQL 18.
const select = `
  select k.conrelid::bigint as table, k.conname::text as name, k.contype::text as kind,
         ${names('k.conrelid', 'k.conkey')} as columns,
         pg_catalog.pg_get_expr(k.conbin, k.conrelid) as check,
         k.confrelid::bigint as references, ${names('k.confrelid', 'k.confkey')} as "referencedColumns",
         k.confmatchtype::text as match, k.condeferrable as deferrable,
         k.confdeltype::text as "onDelete", k.confupdtype::text as "onUpdate",
         array(select pg_catalog.pg_get_indexdef(k.conindid, place, false)
                 from pg_catalog.generate_series(1, pg_catalog.cardinality(k.conexclop)) place order by place) as keys,
         array(select pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                 from pg_catalog.unnest(k.conexclop) with ordinality u (operator, place)
                 join pg_catalog.pg_operator o on o.oid = u.operator
                 join pg_catalog.pg_namespace n on n.oid = o.oprnamespace order by u.place) as operators,
         pg_catalog.pg_get_expr(i.indpred, i.indrelid) as where
    from pg_catalog.pg_constraint k
    left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.conexclop is not null
   where k.conrelid = any ($1::text::oid[]) and k.contype in ('p', 'u', 'f', 'c', 'x')
     and coalesce(pg_catalog.to_jsonb(k) ->> 'conenforced', 'true') = 'true'
     and not (k.contype = 'f' and exists (
       select from pg_catalog.pg_constraint whole where whole.oid = k.conparentid and whole.conrelid = k.conrelid))
   order by k.conrelid, k.conname`;

function names(table: string, numbers: string): string {
  return `array(select a.attname::text from pg_catalog.unnest(${numbers}) with ordinality u (number, place)
    join pg_catalog.pg_attribute a on a.attrelid = ${table} and a.attnum = u.number order by u.place)`;
}
