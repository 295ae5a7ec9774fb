-- severity: warning
-- why: One row that belongs to no tenant is deleted or changed, and rows of many tenants go with it, past their policies.
select pg_catalog.format('%s.%I', t.ident, c.conname) as object,
       pg_catalog.concat_ws(' and ',
         case when c.confdeltype in ('c', 'n', 'd') then pg_catalog.format('deleting from %s %s', o.ident, act.del) end,
         case when c.confupdtype in ('c', 'n', 'd') then pg_catalog.format('updating %s %s', o.ident, act.upd) end) as detail,
       null::text as fix,
       null::text as severity
  from pg_catalog.pg_constraint c
  join tables t on t.oid = c.conrelid and t.scope in ('tenant', 'organization')
  join tables o on o.oid = c.confrelid and coalesce(o.scope, 'private') not in ('tenant', 'organization')
  cross join lateral (
    select case c.confdeltype when 'c' then 'deletes its rows' when 'n' then 'sets its rows to null' else 'sets its rows to a default' end,
           case c.confupdtype when 'c' then 'updates its rows' when 'n' then 'sets its rows to null' else 'sets its rows to a default' end
  ) act (del, upd)
 where c.contype = 'f' and c.conparentid = 0
   and (c.confdeltype in ('c', 'n', 'd') or c.confupdtype in ('c', 'n', 'd'))
