import type { TenancyConfig } from '../../config/config.ts';
import type { View } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { foundAsChecked } from './prelude.ts';

/** Views, materialized views and foreign tables of the schemas that are looked at. */
export function readViews(db: Queryable, config: TenancyConfig): Promise<readonly View[]> {
  return foundAsChecked<View>(
    db,
    config,
    `select c.oid::bigint, pg_catalog.format('%I.%I', s.name, c.relname) as ident,
            case c.relkind when 'v' then 'view' when 'm' then 'materialized' else 'foreign' end as kind,
            coalesce((select o.option_value::boolean from pg_catalog.pg_options_to_table(c.reloptions) o
                       where o.option_name = 'security_invoker'), false) as "securityInvoker",
            array(select a.attname::text from pg_catalog.pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
       from pg_catalog.pg_class c
       join schemas s on s.oid = c.relnamespace
      where c.relkind in ('v', 'm', 'f')
        and not (c.relowner in (select oid from superuser)
                 and ('pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid) in (select classid, objid from extended))
      order by s.name, c.relname`,
  );
}
