-- severity: error
-- why: Who reads a table reads the rows of the tables that inherit from it, too, and only its own policies bind them.
with ancestor (child, parent, link) as (
  select i.inhrelid, i.inhparent, i.inhparent
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
   where not c.relispartition
  union
  select a.child, i.inhparent, a.link from ancestor a join pg_catalog.pg_inherits i on i.inhrelid = a.parent
),
binding (oid, policies) as materialized (
  select p.polrelid, pg_catalog.array_agg(distinct pg_catalog.concat_ws(' ', p.polcmd, p.polpermissive, p.polroles,
           pg_catalog.pg_get_expr(p.polqual, p.polrelid), '/', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)))
    from pg_catalog.pg_policy p
   where p.polrelid in (select child from ancestor union all select parent from ancestor)
     and p.polroles && array(select role from acting)
   group by p.polrelid
)
select pg_catalog.format('%I.%I', n.nspname, c.relname) as object,
       pg_catalog.format('its rows are in %s too, which is %s%s', parent.ident,
         coalesce('of scope ' || parent.scope, 'not classified'),
         case when s.differ then pg_catalog.format(', while it is %s', coalesce('of scope ' || child.scope, 'not classified'))
              else ' and has other policies' end) as detail,
       pg_catalog.string_agg(pg_catalog.format('alter table %I.%I no inherit %s;', n.nspname, c.relname,
         pg_catalog.format('%I.%I', ln.nspname, lc.relname)), ' ' order by ln.nspname, lc.relname) as fix,
       case when s.differ then null else 'warning' end as severity
  from ancestor a
  join tables parent on parent.oid = a.parent
  join pg_catalog.pg_class c on c.oid = a.child
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_class lc on lc.oid = a.link
  join pg_catalog.pg_namespace ln on ln.oid = lc.relnamespace
  left join tables child on child.oid = a.child
  cross join lateral (select child.scope is distinct from parent.scope) s (differ)
 where (parent.scope in ('tenant', 'organization', 'user', 'global') or parent.oid in (select oid from reached))
   and (s.differ or (select policies from binding b where b.oid = a.child)
                    is distinct from (select policies from binding b where b.oid = a.parent))
 group by a.child, n.nspname, c.relname, parent.ident, parent.scope, child.scope, s.differ
