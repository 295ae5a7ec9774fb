-- severity: error
-- why: No policy binds this privilege, or it is held by more than those it is meant for.
with judged as (
  select g.*, r.ident,
         case when g.privilege in ('TRUNCATE', 'REFERENCES') and r.kind in ('r', 'p', 'f')
                or g.privilege in ('TRIGGER', 'MAINTAIN') then 'unbound'
              when t.scope = 'private' then 'private'
              when t.scope in ('tenant', 'organization', 'user') and g.grantee = 0 then 'everybody'
              when t.scope = 'global' and g.privilege in ('INSERT', 'UPDATE', 'DELETE')
                and not (own.writers is not null and pg_catalog.jsonb_typeof(own.writers) = 'boolean')
                and not exists (select from tenant_role w join acting a on a.tenant = w.oid
                                 where own.writers ? w.name and a.role = g.grantee) then 'shared'
              when g.grantable then 'grantable' end as reason
    from granted g
    join relations r on r.oid = g.relation
    left join tables t on t.oid = g.relation
    left join listed own on own.oid = t.root
)
select j.ident as object,
       pg_catalog.format(case j.reason when 'unbound' then '%s may %s: no policy binds that'
                                       when 'private' then 'is private, and %s may %s'
                                       when 'everybody' then 'everybody (%s) may %s'
                                       when 'shared' then 'is every tenant''s, and %s may %s'
                                       when 'grantable' then '%s may grant %s to others' end,
                         j.name, pg_catalog.string_agg(distinct j.privilege, ', ' order by j.privilege)) as detail,
       pg_catalog.string_agg(distinct pg_catalog.format(j.taking,
         case j.reason when 'grantable' then 'grant option for ' else '' end || j.privilege), E'\n') as fix,
       null::text as severity
  from judged j
 where j.reason is not null
 group by j.ident, j.reason, j.name
