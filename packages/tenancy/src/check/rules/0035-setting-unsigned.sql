-- severity: warning
-- why: Any SQL may call set_config(): one injected statement gives itself another tenant's id.
with source (function, text, settings) as materialized (
  select p.oid, s.text, array(select distinct found[1] from pg_catalog.regexp_matches(
           s.text, 'current_setting\(\s*''([^''.]+\.[^'']+)''', 'gi') found order by 1)
    from pg_catalog.pg_proc p
    cross join lateral (select coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)) s (text)
   where p.oid in (select function from policy_function)
),
-- Where one of the functions may verify what another one reads, nothing is said.
verified (root) as materialized (
  select f.root
    from policy_function f
    join source s on s.function = f.function
    join pg_catalog.pg_proc p on p.oid = f.function
    join pg_catalog.pg_language l on l.oid = p.prolang
   where p.prosecdef or l.lanname in ('c', 'internal') or s.text ~* '(sha\d|hmac|digest|crypt|verif|signature)'
),
asked (expression, first, last, function, direct) as materialized (
  select c.expression, c.first, c.last, c.function, p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
    from call c
    join pg_catalog.pg_proc p on p.oid = c.function
   where p.proname = 'current_setting' and p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
      or p.oid in (select root from policy_function) and p.oid not in (select root from verified)
),
trusting (policy, relation, function, direct) as materialized (
  select distinct p.oid, t.oid, a.function, a.direct
    from policy_expression pe
    join expression e on e.tree = pe.tree
    join asked a on a.expression = e.id
    join tables t on t.oid = pe.relation and t.scope in ('tenant', 'organization', 'user')
    join pg_catalog.pg_policy p on p.oid = pe.policy and p.polroles && array(select role from acting)
   where (select signed_context from config)
     and (exists (select from comparison k
                   where k.expression = a.expression and k.attribute = t.key and k.first < a.first and k.last > a.last)
          or p.polpermissive
             and not exists (select from guard g
                              where g.expression = a.expression and g.attribute = t.key and a.first > g.opens and a.last < g.closes
                                and not (g.first < a.first and g.last > a.last)))
)
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as object,
       pg_catalog.format('gives policies the setting %s, unverified', pg_catalog.array_to_string(s.settings, ', ')) as detail,
       null::text as fix,
       null::text as severity
  from source s
  join pg_catalog.pg_proc p on p.oid = s.function
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
 where s.settings <> '{}'
   and s.function in (select f.function from policy_function f join trusting t on t.function = f.root)
union all
select pg_catalog.format('%s.%I', t.ident, p.polname),
       pg_catalog.format('trusts the setting %s, unverified', pg_catalog.string_agg(distinct found[1], ', ')),
       null, null
  from trusting g
  join tables t on t.oid = g.relation
  join pg_catalog.pg_policy p on p.oid = g.policy
  cross join lateral (values (pg_catalog.pg_get_expr(p.polqual, p.polrelid)), (pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))) x (text)
  cross join lateral pg_catalog.regexp_matches(x.text, 'current_setting\(''([^''.]+\.[^'']+)''', 'g') found
 where g.direct
 group by t.ident, p.polname
