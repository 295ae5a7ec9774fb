-- severity: warning
-- why: Outside of a subquery the function is called for every row that is looked at, inside once for the statement.
with stable (expression, first, last, builtin, name, pattern) as materialized (
  select c.expression, c.first, c.last, x.builtin,
         case when x.builtin then f.proname else pg_catalog.format('%I.%I', n.nspname, f.proname) end,
         -- As the server prints a call that can be wrapped where it stands: without arguments, or of a setting's name.
         case when x.builtin then 'current_setting\(''[^'']*''::text(?:, (?:true|false))?\)'
              else pg_catalog.format('(?:%s\.)?%s\(\)', pg_catalog.regexp_replace(pg_catalog.quote_ident(n.nspname), '(\W)', '\\\1', 'g'),
                                     pg_catalog.regexp_replace(pg_catalog.quote_ident(f.proname), '(\W)', '\\\1', 'g')) end
    from call c
    join pg_catalog.pg_proc f on f.oid = c.function
    join pg_catalog.pg_namespace n on n.oid = f.pronamespace
    cross join lateral (select n.nspname = 'pg_catalog') x (builtin)
   where not c.once and not c.on_row and f.provolatile = 's'
     -- The server's own take no time, but for those that look something up.
     and (not x.builtin or f.proname = 'current_setting' or f.proname ~ '^(pg_has_role|has_.*_privilege)$')
),
slow (policy, relation, part, calls, names, pattern) as (
  select pe.policy, pe.relation, pe.part, count(*), pg_catalog.array_agg(distinct s.name),
         '(?<![\w."$])(' || pg_catalog.string_agg(distinct s.pattern, '|') || ')'
    from policy_expression pe
    join expression e on e.tree = pe.tree
    join stable s on s.expression = e.id
   -- Not what is an argument of another one.
   where not exists (select from stable o
                      where o.expression = s.expression and o.first < s.first and o.last > s.last and not o.builtin)
   group by pe.policy, pe.relation, pe.part
),
wrapped (policy, part, names, text) as (
  select s.policy, s.part, s.names,
         case when s.calls = (select count(*) from pg_catalog.regexp_matches(d.text, s.pattern, 'g')) and d.text !~ 'SELECT'
              then pg_catalog.regexp_replace(d.text, s.pattern, '(select \1)', 'g') end
    from slow s
    join pg_catalog.pg_policy p on p.oid = s.policy
    cross join lateral (
      select pg_catalog.pg_get_expr(case s.part when 'using' then p.polqual else p.polwithcheck end, s.relation)) d (text)
)
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       pg_catalog.format('calls %s for each row', (
         select pg_catalog.string_agg(distinct name || '()', ', ') from wrapped w, pg_catalog.unnest(w.names) name
          where w.policy = p.oid)) as detail,
       (select case when pg_catalog.bool_and(w.text is not null)
                 then pg_catalog.format('alter policy %I on %s%s;', p.polname, t.ident, pg_catalog.string_agg(
                        case w.part when 'using' then ' using (' else ' with check (' end || w.text || ')', '' order by w.part desc)) end
          from wrapped w where w.policy = p.oid) as fix,
       null::text as severity
  from pg_catalog.pg_policy p
  join tables t on t.oid = p.polrelid
 where p.oid in (select policy from wrapped)
   -- Citus takes no subquery in a policy.
   and not exists (select from pg_catalog.pg_extension where extname = 'citus')
