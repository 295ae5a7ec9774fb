import type { TenancyConfig } from '../../config/config.ts';
import type { Routine } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { foundAsChecked } from './prelude.ts';

/** Functions, procedures and aggregates of the schemas that are looked at. */
export function readRoutines(db: Queryable, config: TenancyConfig): Promise<readonly Routine[]> {
  return foundAsChecked<Routine>(
    db,
    config,
    `select p.oid::bigint, pg_catalog.format('%I.%I', s.name, p.proname) as ident, p.oid::regprocedure::text as signature,
            case p.prokind when 'f' then 'function' when 'p' then 'procedure' when 'a' then 'aggregate' else 'window' end
              as kind,
            array(select pg_catalog.format_type(a.type, null)
                    from pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                         with ordinality a (type, place)
                   where coalesce(p.proargmodes[place], 'i') in ('i', 'b', 'v')
                      or p.proargmodes[place] = 'o' and p.prokind = 'p'
                   order by a.place) as "argumentTypes",
            p.pronargdefaults as defaults,
            case p.prokind when 'p' then 'void' else pg_catalog.format_type(p.prorettype, null) end as returns,
            p.prosecdef as definer,
            case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
            owner.rolname::text as owner,
            coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) as source
       from pg_catalog.pg_proc p
       join schemas s on s.oid = p.pronamespace
       join pg_catalog.pg_roles owner on owner.oid = p.proowner
      where not (p.proowner in (select oid from superuser)
                 and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
      order by signature`,
  );
}
