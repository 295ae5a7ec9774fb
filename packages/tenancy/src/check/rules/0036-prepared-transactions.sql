-- severity: warning
-- why: A transaction that a tenant prepares outlives its session, keeps its locks, and holds up vacuum until somebody ends it.
select 'max_prepared_transactions' as object,
       pg_catalog.format('is %s', setting) as detail,
       null::text as fix,
       null::text as severity
  from pg_catalog.pg_settings
 where name = 'max_prepared_transactions' and setting <> '0'
