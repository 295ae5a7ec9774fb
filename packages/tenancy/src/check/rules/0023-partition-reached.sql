-- severity: error
-- why: A statement that names the partition goes around the policies of its table: only the partition's own bind it.
with partition (oid, ident, owner, root, root_ident, rls) as materialized (
  select c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relowner, t.oid, t.ident, c.relrowsecurity
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join tables t on t.oid = pg_catalog.pg_partition_root(c.oid)
   where c.relispartition and t.scope is distinct from 'global'
),
partition_grant (oid, part, grantee, name, grantor, privilege) as materialized (
  select c.oid, acl.part, a.grantee, g.name, a.grantor, a.privilege_type
    from (select oid, null::name, relacl from pg_catalog.pg_class where relacl is not null
          union all
          select attrelid, attname, attacl from pg_catalog.pg_attribute where attacl is not null and not attisdropped) acl (oid, part, items)
    join pg_catalog.pg_class c on c.oid = acl.oid
    cross join lateral pg_catalog.aclexplode(acl.items) a
    join (select distinct role, name from acting) g on g.role = a.grantee
   where a.grantee <> c.relowner and (c.oid in (select oid from partition) or c.oid in (select root from partition))
),
binding (oid, policies) as materialized (
  select p.polrelid, pg_catalog.array_agg(distinct pg_catalog.concat_ws(' ', p.polcmd, p.polpermissive, p.polroles,
           pg_catalog.pg_get_expr(p.polqual, p.polrelid), '/', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)))
    from pg_catalog.pg_policy p
   where p.polrelid in (select oid from partition_grant) and p.polroles && array(select role from acting)
   group by p.polrelid
)
select p.ident as object,
       pg_catalog.format('of %s: %s', p.root_ident, (
         select pg_catalog.string_agg(pg_catalog.format('%s has %s', w.name, w.privileges), ', ' order by w.name)
           from (select name, pg_catalog.string_agg(distinct privilege, ', ' order by privilege)
                   from partition_grant g where g.oid = p.oid group by name) w (name, privileges))) as detail,
       (select pg_catalog.string_agg(pg_catalog.format(
                 case when g.grantor = p.owner then 'revoke all on %1$s from %2$s;'
                      else 'set role %3$I; revoke all on %1$s from %2$s; reset role;' end,
                 p.ident, g.names, pg_catalog.pg_get_userbyid(g.grantor)), ' ' order by g.grantor = p.owner)
          from (select grantor, pg_catalog.string_agg(distinct name, ', ' order by name)
                  from partition_grant g where g.oid = p.oid group by grantor) g (grantor, names)) as fix,
       null::text as severity
  from partition p
 where exists (select from partition_grant g where g.oid = p.oid)
   -- One that has the same policies, and no right that its table does not give, is as good as its table.
   and not (p.rls and coalesce((select policies from binding b where b.oid = p.oid) = (select policies from binding b where b.oid = p.root), false)
            and not exists (select from partition_grant g
                             where g.oid = p.oid
                               and not exists (select from partition_grant r
                                                where r.oid = p.root and r.grantee = g.grantee and r.privilege = g.privilege
                                                  and (r.part is null or r.part = g.part))))
