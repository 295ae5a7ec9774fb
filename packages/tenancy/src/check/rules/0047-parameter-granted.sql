-- severity: error
-- why: The server keeps this setting to superusers: it changes what holds for every session, or switches checks off.
select pg_catalog.format('parameter %s', p.ident) as object,
       pg_catalog.format('%s may %s it', g.name, pg_catalog.string_agg(a.privilege_type, ' and ' order by a.privilege_type)) as detail,
       pg_catalog.format('revoke %s on parameter %s from %s;', pg_catalog.string_agg(a.privilege_type, ', ' order by a.privilege_type), p.ident, g.name) as fix,
       null::text as severity
  from (select paracl, (select pg_catalog.string_agg(pg_catalog.quote_ident(part), '.' order by nth)
                          from pg_catalog.string_to_table(parname, '.') with ordinality n (part, nth))
          from pg_catalog.pg_parameter_acl) p (items, ident)
  cross join lateral pg_catalog.aclexplode(p.items) a
  join (select distinct role, name from acting) g on g.role = a.grantee
 group by p.ident, g.name
