/*
 * Functions with their owner's rights. $2: the functions that the RLS script gives to startkit_definer, one a line.
 * Who may execute it says it all, but for what the server calls without asking: the functions of triggers, of
 * aggregates, and of range types.
 */
export const functions = `
  lookup (oid) as (
    -- Only where there is one of this name: before PostgreSQL 16, to_regprocedure raises for a type that is not there.
    select case when exists (select from pg_catalog.pg_proc p
                              where p.proname = any (pg_catalog.parse_ident(pg_catalog.split_part(f, '(', 1))))
             then pg_catalog.to_regprocedure(f)::oid end
      from pg_catalog.string_to_table($2, E'\\n') f
  ), privileged as (
    select p.oid, p.prorettype, pg_catalog.pg_get_userbyid(p.proowner) as owner,
           format('%I.%I(%s)', s.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes)) as name
      from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace
     where p.prosecdef and p.proowner not in (select oid from definer)
       and not (p.proowner in (select oid from superuser)
                and (('pg_proc'::regclass)::oid, p.oid) in (select classid, objid from extended))
  ), called (callee, caller) as (
    select oid, oid from privileged
    union
    select part, a.aggfnoid::oid
      from pg_catalog.pg_aggregate a, pg_catalog.unnest(array[
             a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn,
             a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn]::oid[]) part
  ), function_exposures (exposure) as (
    select format('the function %s runs with the rights of %s for %s', f.name, f.owner,
                  pg_catalog.string_agg(distinct t.name, ', '))
      from privileged f join called c on c.callee = f.oid, tenant t
     where f.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
       and pg_catalog.has_function_privilege(t.name, c.caller, 'EXECUTE')
     group by f.oid, f.name, f.owner
    union all
    select format('the function %s runs with the rights of %s for the range type %s', f.name, f.owner,
                  pg_catalog.format_type(r.rngtypid, null))
      from privileged f join pg_catalog.pg_range r on f.oid in (r.rngsubdiff::oid, r.rngcanonical::oid)
    union all
    select format('the trigger %I on the %s %s runs with the rights of %s', g.tgname,
                  case when r.relkind = 'v' then 'view' else 'table' end, r.name, f.owner)
      from privileged f join pg_catalog.pg_trigger g on g.tgfoid = f.oid join relations r on r.oid = g.tgrelid
     where not g.tgisinternal and g.tgparentid = 0 and g.tgenabled <> 'D'
       and (r.declared or r.oid in (select oid from written))
    union all
    select format('the function %I.%I(%s) of %s is not in the RLS SQL', s.nspname, p.proname,
                  pg_catalog.oidvectortypes(p.proargtypes), d.name)
      from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace join definer d on d.oid = p.proowner
     where not exists (select from lookup l where l.oid = p.oid)
  )`;
