-- severity: warning
-- why: A function that is marked LEAKPROOF may see rows before the policy does: one that prints or raises shows them.
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, a.arguments) as object,
       pg_catalog.format('is LEAKPROOF, and %s may execute it', pg_catalog.string_agg(distinct g.name, ', ')) as detail,
       pg_catalog.format('alter function %I.%I(%s) not leakproof;', n.nspname, p.proname, a.arguments) as fix,
       null::text as severity
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) a (arguments)
  cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x
  join acting g on g.role = x.grantee
 -- What initdb made has lower numbers.
 where p.proleakproof and p.oid >= 16384 and x.privilege_type = 'EXECUTE'
   and not (p.proowner in (select oid from superuser)
            and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
 group by n.nspname, p.proname, a.arguments
