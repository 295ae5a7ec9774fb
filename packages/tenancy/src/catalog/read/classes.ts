import { tableConfigs, type TenancyConfig } from '../../config/config.ts';
import type { Table } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { optional } from './found.ts';
import { foundAsChecked } from './prelude.ts';

/** A table, and how it is isolated. */
export type TableClass = Pick<Table, 'oid' | 'scope' | 'key' | 'config'>;

interface Row {
  readonly oid: number;
  readonly scope: NonNullable<Table['scope']> | null;
  readonly key: string | null;
  /** The name in the configuration that means it, or the table that it is a partition of. */
  readonly listed: string | null;
}

/** Every table that is looked at, by schema and name. */
export async function readClasses(db: Queryable, config: TenancyConfig): Promise<TableClass[]> {
  const rows = await foundAsChecked<Row>(
    db,
    config,
    `select t.oid::bigint, t.scope, a.attname::text as key, listed.name as listed
       from tables t
       cross join config
       left join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = t.key
       left join lateral (
         select l.name from pg_catalog.jsonb_to_recordset(config.tables) l (name text)
          where pg_catalog.to_regclass(l.name)::oid = t.root limit 1) listed on true
      order by t.schema, t.name`,
  );
  const configs = new Map(tableConfigs(config).map((table) => [table.name, table]));
  return rows.map(({ oid, scope, key, listed }) => ({
    oid,
    scope: optional(scope),
    key: optional(key),
    config: listed === null ? undefined : configs.get(listed),
  }));
}
