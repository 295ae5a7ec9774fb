-- severity: error
-- why: A view reads with the rights of its owner: it shows what the owner sees, and not what the tenant may see.
select r.ident as object,
       pg_catalog.format('reads with the rights of %I for %s', pg_catalog.pg_get_userbyid(r.owner), reached.by) as detail,
       pg_catalog.format('alter view %s set (security_invoker = true);', r.ident) as fix,
       null::text as severity
  from relations r
  join reached on reached.oid = r.oid
  join pg_catalog.pg_class c on c.oid = r.oid
 where r.kind = 'v' and r.oid in (select oid from holding)
   and not exists (select from pg_catalog.pg_options_to_table(c.reloptions) o
                    where o.option_name = 'security_invoker' and o.option_value::boolean)
