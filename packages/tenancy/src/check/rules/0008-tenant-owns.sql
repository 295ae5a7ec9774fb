-- severity: error
-- why: Who owns an object changes it: switches its row level security off, alters its policies, grants it to anybody.
with person (oid, name) as (
  select oid, name from tenant_role union select oid, name from tenant_login
),
owned (person, type, ident, many) as (
  select t.name, o.type,
         case when o.type in ('database', 'schema') then o.type || ' ' else '' end || o.identity,
         count(*) over (partition by t.oid) > 10
    from person t
    join pg_catalog.pg_shdepend d
      on d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass and d.refobjid = t.oid and d.deptype = 'o'
    join pg_catalog.pg_database db
      on db.datname = pg_catalog.current_database()
     and (d.dbid = db.oid
          or d.dbid = 0 and d.classid = 'pg_catalog.pg_database'::pg_catalog.regclass and d.objid = db.oid)
    cross join lateral pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) o
   where d.classid not in ('pg_catalog.pg_default_acl'::pg_catalog.regclass,
                           'pg_catalog.pg_user_mapping'::pg_catalog.regclass,
                           'pg_catalog.pg_largeobject'::pg_catalog.regclass)
     and coalesce(o.schema, case o.type when 'schema' then o.identity end, '')
         in (select pg_catalog.quote_ident(name) from schemas union all select '')
)
select ident as object, pg_catalog.format('%s is owned by %I', type, person) as detail,
       null::text as fix, null::text as severity
  from owned where not many
union all
-- One finding for a login that owns what it migrates.
select pg_catalog.quote_ident(person),
       pg_catalog.format('works as a tenant and owns %s', pg_catalog.string_agg(distinct type, ', ' order by type)),
       null, null
  from owned where many group by person
