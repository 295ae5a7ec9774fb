-- severity: error
-- why: A SECURITY DEFINER function reads and writes with the rights of its owner, whom the tenant's policies do not bind.
with definer (oid, owner, schema, ident, rettype, settings, body) as materialized (
  select p.oid, p.proowner, s.name, pg_catalog.format('%I.%I(%s)', s.name, p.proname, pg_catalog.oidvectortypes(p.proargtypes)),
         p.prorettype, p.proconfig, p.prosqlbody is not null
    from pg_catalog.pg_proc p
    join schemas s on s.oid = p.pronamespace
   where p.prosecdef
     and p.proowner not in (select oid from tenant_role) and p.proowner not in (select oid from tenant_login)
     and not (p.proowner in (select oid from superuser)
              and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
),
trusted_oid (oid) as (select oid from trusted_function),
-- Who may execute an aggregate has its functions called.
called (callee, caller) as (
  select oid, oid from definer
   where rettype not in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
  union
  select d.oid, a.aggfnoid::oid
    from pg_catalog.pg_aggregate a
    cross join lateral pg_catalog.unnest(array[a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn,
                                               a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn]::oid[]) part (oid)
    join definer d on d.oid = part.oid
),
-- What a tenant's statement writes: itself, through a trusted function of a role that was granted it, in a partition or
-- a child, or by a cascade. The numbers are pg_trigger.tgtype's.
written (relation, event) as (
  select g.relation, e.event
    from (select relation, privilege from granted
          union
          select r.oid, a.privilege_type
            from relations r
            cross join lateral pg_catalog.aclexplode(r.acl) a
           where a.grantee <> r.owner and a.grantee in (select d.owner from definer d join trusted_oid t on t.oid = d.oid)
         ) g (relation, privilege)
    join (values ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16), ('TRUNCATE', 32)) e (privilege, event)
      on e.privilege = g.privilege
  union
  select link.target, link.event
    from written w
    join (select i.inhparent, i.inhrelid, e.event, e.event
            from pg_catalog.pg_inherits i, (values (4), (8), (16), (32)) e (event)
          union all
          -- An update moves a row from one partition to another.
          select i.inhparent, i.inhrelid, 16, e.event from pg_catalog.pg_inherits i, (values (4), (8)) e (event)
          union all
          select k.confrelid, k.conrelid, 8, case when k.confdeltype = 'c' then 8 else 16 end
            from pg_catalog.pg_constraint k where k.contype = 'f' and k.confdeltype in ('c', 'n', 'd')
          union all
          select k.confrelid, k.conrelid, 16, 16
            from pg_catalog.pg_constraint k where k.contype = 'f' and k.confupdtype in ('c', 'n', 'd')
         ) link (source, target, on_event, event) on link.source = w.relation and link.on_event = w.event
),
reached_function (oid, detail, fix) as (
  select c.callee,
         pg_catalog.format(case when c.callee = c.caller then 'for %s' else 'for %s, by way of %s' end,
                           pg_catalog.string_agg(distinct g.name, ', ' order by g.name), g.ident),
         pg_catalog.string_agg(distinct pg_catalog.format(g.taking, 'execute'), E'\n')
    from called c
    join granted_object g
      on g.class = 'pg_catalog.pg_proc'::pg_catalog.regclass and g.object = c.caller and g.privilege = 'EXECUTE'
   where c.caller not in (select oid from trusted_oid)
   group by c.callee, c.caller, g.ident
  union all
  -- What the server calls without asking who may.
  select d.oid, pg_catalog.format('for the range type %s', pg_catalog.format_type(r.rngtypid, null)), null
    from definer d join pg_catalog.pg_range r on d.oid in (r.rngsubdiff::oid, r.rngcanonical::oid)
  union all
  select d.oid, pg_catalog.format('for the trigger %I on %s', t.tgname, r.ident), null
    from definer d
    join pg_catalog.pg_trigger t on t.tgfoid = d.oid and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
    join relations r on r.oid = t.tgrelid
   where exists (select from written w where w.relation = r.oid and w.event & t.tgtype <> 0)
  union all
  select d.oid, pg_catalog.format('for the event trigger %I', e.evtname), null
    from definer d join pg_catalog.pg_event_trigger e on e.evtfoid = d.oid and e.evtenabled <> 'D'
),
-- Where a trusted function looks for names, in order; null where it is not said.
path (oid, place, schema) as (
  select d.oid, e.place,
         case when e.name = '$user' then pg_catalog.pg_get_userbyid(d.owner)::text else e.name end
    from definer d
    join trusted_oid t on t.oid = d.oid
    left join lateral (
      select pg_catalog.substr(setting, 13) from pg_catalog.unnest(d.settings) setting where setting like 'search\_path=%'
    ) pinned (value) on true
    left join lateral (
      select place, pg_catalog.replace(pg_catalog.btrim(name, '"'), '""', '"')
        from pg_catalog.regexp_split_to_table(pinned.value, '\s*,\s*') with ordinality n (name, place)
    ) e (place, name) on true
),
-- Schemas that tenants can put something in: they hold CREATE, or could make the schema itself.
open_schema (name, by) as (
  select pg_catalog.quote_ident(s.nspname), pg_catalog.string_agg(distinct g.name, ', ' order by g.name)
    from pg_catalog.pg_namespace s
    join granted_object g
      on g.class = 'pg_catalog.pg_namespace'::pg_catalog.regclass and g.object = s.oid and g.privilege = 'CREATE'
   group by s.nspname
  union all
  select missing.name, g.by
    from (select distinct pg_catalog.quote_ident(schema) from path
           where schema <> '' and schema not in (select nspname from pg_catalog.pg_namespace) and schema <> 'pg_temp') missing (name)
    cross join (select pg_catalog.string_agg(distinct g.name, ', ' order by g.name) from granted_object g
                 where g.class = 'pg_catalog.pg_database'::pg_catalog.regclass and g.privilege = 'CREATE'
                having count(*) > 0) g (by)
),
-- A body that was parsed when it was made looks for no names. What it calls may.
parsed (oid) as (
  select d.oid
    from definer d
   where d.body and not exists (
     select from pg_catalog.pg_depend uses
       join pg_catalog.pg_proc f on f.oid = uses.refobjid
      where uses.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and uses.objid = d.oid
        and uses.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass and uses.refobjid <> d.oid
        and f.prosqlbody is null
        and not exists (select from pg_catalog.unnest(f.proconfig) setting where setting like 'search\_path=%'))
),
judged (oid, problem, severity, keeps) as (
  select d.oid,
         case when pg_catalog.bool_and(p.schema is null) then 'does not say where it looks for names (search_path)'
              when count(o.name) > 0 then
                pg_catalog.format('looks for names in %s, where %s may create',
                                  pg_catalog.string_agg(distinct o.name, ', '), pg_catalog.string_agg(distinct o.by, ', '))
              when (pg_catalog.array_agg(p.schema order by p.place desc))[1] <> 'pg_temp'
                   or count(*) filter (where p.schema = 'pg_temp') <> 1 then
                'looks for tables and types among temporary ones first: pg_temp is not the last of its search_path' end,
         case when pg_catalog.bool_or(p.schema is not null) and count(o.name) = 0
                   and not exists (select from granted_object g
                                    where g.class = 'pg_catalog.pg_database'::pg_catalog.regclass and g.privilege = 'TEMPORARY')
              then 'warning' end,
         pg_catalog.string_agg(pg_catalog.quote_ident(p.schema), ', ' order by p.place)
           filter (where o.name is null and p.schema not in ('', 'pg_temp'))
    from definer d
    join path p on p.oid = d.oid
    left join open_schema o on o.name = pg_catalog.quote_ident(p.schema)
   where d.oid not in (select oid from parsed)
   group by d.oid
)
select d.ident as object,
       pg_catalog.format('runs with the rights of %I %s', pg_catalog.pg_get_userbyid(d.owner), r.detail) as detail,
       r.fix,
       null::text as severity
  from reached_function r
  join definer d on d.oid = r.oid
 where d.oid not in (select oid from trusted_oid)
union all
select d.ident, j.problem,
       pg_catalog.format('alter routine %s set search_path = %s;', d.ident,
         pg_catalog.concat_ws(', ', coalesce(j.keeps, usual.path), 'pg_temp')),
       j.severity
  from judged j
  join definer d on d.oid = j.oid
  -- Where it said nothing: its own schema, and public.
  left join lateral (
    select 'pg_catalog' || coalesce(pg_catalog.string_agg(', ' || s.name, '' order by s.name = 'public'), '')
      from (select pg_catalog.quote_ident(d.schema) union select 'public') s (name)
     where s.name not in (select name from open_schema)
  ) usual (path) on j.problem like 'does not say%'
 where j.problem is not null
