-- severity: error
-- why: What guards the rows is not what was declared, reviewed and tested.
with compared as (
  select e.*, coalesce(t.ident, e."table") as ident, p.oid as policy, p.polpermissive,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
                       else 'all' end as live_command,
         (select pg_catalog.string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
            from pg_catalog.unnest(p.polroles) member (oid)
            left join pg_catalog.pg_roles r on r.oid = member.oid) as live_role,
         pg_catalog.pg_get_expr(p.polqual, p.polrelid) as live_using,
         pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as live_check
    from expected_policy e
    left join tables t on t.oid = e.relation
    left join pg_catalog.pg_policy p on p.polrelid = e.relation and p.polname = e.name
),
-- Where the server did not print what was compiled: both without what it adds, which is spaces, parentheses, casts of
-- literals, names of columns. Text between quotes stays as it is.
plain (text, plain) as (
  select source.text,
         pg_catalog.string_agg(
           case when part.nth % 2 = 0 then part.text
                else pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.lower(part.text),
                       '^::[a-z]+|\m(public|pg_catalog)\.| as \w+(?=\s*\))', '', 'g'), '[\s()]', '', 'g') end,
           '''' order by part.nth)
    from (select "using" from compared where not printed union select "check" from compared where not printed
          union select live_using from compared where not printed
          union select live_check from compared where not printed) source (text)
    cross join pg_catalog.string_to_table(source.text, '''') with ordinality part (text, nth)
   group by source.text
),
judged as (
  select c.*,
         case when c.printed then c.live_using is distinct from c.printed_using
              else (select plain from plain where text = c.live_using) is distinct from (select plain from plain where text = c."using")
         end as other_using,
         case when c.printed then c.live_check is distinct from c.printed_check
              else (select plain from plain where text = c.live_check) is distinct from (select plain from plain where text = c."check")
         end as other_check
    from compared c
)
select j.ident || case when j.relation is null then '' else '.' || pg_catalog.quote_ident(j.name) end as object,
       case when j.relation is null then pg_catalog.format('there is no such table, for policy %I', j.name)
            when j.policy is null then 'is missing'
            else pg_catalog.concat_ws('; ',
              case when not j.polpermissive then 'is restrictive' end,
              case when j.live_command <> j.command then pg_catalog.format('is for %s, not %s', j.live_command, j.command) end,
              case when j.live_role <> j.role then pg_catalog.format('is to %s, not %s', j.live_role, j.role) end,
              case when j.other_using then 'USING ' || coalesce(j.live_using, 'is missing') end,
              case when j.other_check then 'WITH CHECK ' || coalesce(j.live_check, 'is missing') end,
              case when j.problem is not null then pg_catalog.format('what was compiled does not fit: %s', j.problem) end)
       end as detail,
       case when j.relation is not null then pg_catalog.concat(
         case when j.policy is not null then pg_catalog.format(E'drop policy %I on %s;\n', j.name, j.ident) end,
         pg_catalog.format('create policy %I on %s for %s to %s', j.name, j.ident, j.command,
                           case j.role when 'public' then j.role else pg_catalog.quote_ident(j.role) end),
         ' using (' || j."using" || ')', ' with check (' || j."check" || ')', ';')
       end as fix,
       -- Compared as text, the same may be said in other words.
       case when j.policy is not null and not j.printed and j.problem is null
                 and j.polpermissive and j.live_command = j.command and j.live_role = j.role then 'warning' end as severity
  from judged j
 where j.policy is null or not j.polpermissive or j.live_command <> j.command or j.live_role <> j.role
    or j.other_using or j.other_check
union all
select 'policies', 'were compared as text, without parentheses: ' || unprinted, null, 'note'
  from config where unprinted is not null
