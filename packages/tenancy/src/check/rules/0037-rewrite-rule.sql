-- severity: error
-- why: A rule puts other statements in the place of a tenant's, and they run with the rights of the relation's owner.
with writer (oid) as (
  -- As whom tenants' statements run, too: the owners of functions that have their owner's rights.
  select distinct p.proowner
    from granted_object g
    join pg_catalog.pg_proc p on p.oid = g.object and p.prosecdef
   where g.class = 'pg_catalog.pg_proc'::pg_catalog.regclass
)
select pg_catalog.format('%s.%I', r.ident, w.rulename) as object,
       pg_catalog.format('rewrites %s',
         case w.ev_type when '1' then 'SELECT' when '2' then 'UPDATE' when '3' then 'INSERT' else 'DELETE' end) as detail,
       pg_catalog.format('drop rule %I on %s;', w.rulename, r.ident) as fix,
       null::text as severity
  from pg_catalog.pg_rewrite w
  join relations r on r.oid = w.ev_class
 where r.kind in ('r', 'p', 'f')
    or r.kind = 'v' and w.ev_type <> '1'
       and (exists (select from granted g where g.relation = r.oid and g.privilege in ('INSERT', 'UPDATE', 'DELETE'))
            or exists (select from writer
                        where pg_catalog.has_table_privilege(writer.oid, r.oid, 'INSERT, UPDATE, DELETE')
                          and not pg_catalog.pg_has_role(writer.oid, r.owner, 'USAGE')))
