-- severity: warning
-- why: PostgreSQL of this version has mistakes by which rows are seen past their policies, and which a later one has not.
select 'PostgreSQL' as object,
       pg_catalog.format('%s is older than %s', v.number / 10000 || '.' || v.number % 10000, safe.minor) as detail,
       null::text as fix,
       null::text as severity
  from (select pg_catalog.current_setting('server_version_num')::integer) v (number)
  -- CVE-2025-8713, CVE-2024-10976.
  join (values (15, 14), (16, 10), (17, 6)) fixed (major, minor) on fixed.major = v.number / 10000 and v.number % 10000 < fixed.minor
  cross join lateral (select fixed.major || '.' || fixed.minor) safe (minor)
