-- severity: error
-- why: Code in such a language runs as the server itself: it reads files, and rows without their policies.
with executable (oid, name) as (
  select p.oid, g.name
    from pg_catalog.pg_proc p
    cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    join (select distinct role, name from acting) g on g.role = a.grantee
   where p.oid >= 16384 and a.privilege_type = 'EXECUTE'
)
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, args.list) as object,
       pg_catalog.format('is in the language %I, and %s may execute it', l.lanname, pg_catalog.string_agg(e.name, ', ' order by e.name)) as detail,
       pg_catalog.format('revoke execute on function %I.%I(%s) from %s;', n.nspname, p.proname, args.list,
                         pg_catalog.string_agg(e.name, ', ' order by e.name)) as fix,
       null::text as severity
  from pg_catalog.pg_proc p
  join executable e on e.oid = p.oid
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_language l on l.oid = p.prolang
  cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) args (list)
 where (not l.lanpltrusted or l.lanname in ('c', 'internal'))
   -- What a trigger calls, or only the server itself.
   and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
   and not 'pg_catalog.internal'::pg_catalog.regtype = any (p.proargtypes::oid[])
   -- Aggregates and the constructors of range types are in this language by nature.
   and p.prokind <> 'a'
   and not exists (select from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid and d.deptype = 'i')
   and not (p.proowner in (select oid from superuser)
            and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
 group by n.nspname, p.proname, args.list, l.lanname
union all
select pg_catalog.format('language %I', l.lanname), 'is marked as trusted',
       pg_catalog.format('update pg_catalog.pg_language set lanpltrusted = false where lanname = %L;', l.lanname), null
  from pg_catalog.pg_language l
 where l.lanpltrusted and l.lanname in ('c', 'internal', 'plperlu', 'plpython2u', 'plpython3u', 'plpythonu', 'pltclu', 'plsh', 'plr')
