import type { Table } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found, oidArray, optional } from './found.ts';

/** What pg_class and its neighbours say of a table. */
export type TableFacts = Pick<
  Table,
  | 'oid'
  | 'schema'
  | 'name'
  | 'ident'
  | 'kind'
  | 'partitionOf'
  | 'inherits'
  | 'rowSecurity'
  | 'forced'
  | 'triggers'
  | 'partitionConstraint'
>;

type Row = Omit<TableFacts, 'partitionOf' | 'inherits' | 'partitionConstraint'> & {
  readonly isPartition: boolean;
  readonly parents: readonly number[];
  readonly partitionConstraint: string | null;
};

/** By oid. */
export async function readTables(
  db: Queryable,
  oids: readonly number[],
): Promise<ReadonlyMap<number, TableFacts>> {
  const rows = await found<Row>(
    db,
    `select c.oid::bigint, n.nspname::text as schema, c.relname::text as name,
            pg_catalog.format('%I.%I', n.nspname, c.relname) as ident,
            case c.relkind when 'p' then 'partitioned' else 'table' end as kind,
            c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
            c.relispartition as "isPartition",
            array(select i.inhparent::bigint from pg_catalog.pg_inherits i
                   where i.inhrelid = c.oid order by i.inhseqno) as parents,
            array(select t.tgname::text from pg_catalog.pg_trigger t
                   where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D' order by 1) as triggers,
            case when c.relispartition then pg_catalog.pg_get_partition_constraintdef(c.oid) end
              as "partitionConstraint"
       from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.oid = any ($1::text::oid[])`,
    [oidArray(oids)],
  );
  return new Map(
    rows.map(({ isPartition, parents, partitionConstraint, ...facts }) => [
      facts.oid,
      {
        ...facts,
        partitionOf: isPartition ? parents[0] : undefined,
        inherits: isPartition ? [] : parents,
        partitionConstraint: optional(partitionConstraint),
      },
    ]),
  );
}
