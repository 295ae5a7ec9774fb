-- What every rule may select from. $1: the configuration, as JSON (see check/parameters.ts). A rule is this and
-- its own select; it returns the columns object, detail, fix, severity (null: the rule's own).
with recursive config (tenant_key, schemas, tenant_roles, trusted_roles, tables, trusted_functions, expected, signed_context, unprinted) as materialized (
  select given ->> 'tenantKey', given -> 'schemas', given -> 'tenantRoles', given -> 'trustedRoles',
         given -> 'tables', given -> 'trustedFunctions', given -> 'expected',
         (given ->> 'signedContext')::boolean, given ->> 'unprinted'
    from (select $1::jsonb offset 0) parameter (given)
),
-- What belongs to an extension and to a superuser: only a superuser can have made that, while whoever made an
-- extension may add a view of their own to it.
superuser (oid) as (select oid from pg_catalog.pg_roles where rolsuper),
extended (classid, objid) as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
),
schemas (oid, name, owner, acl) as materialized (
  select n.oid, n.nspname::text, n.nspowner, n.nspacl
    from pg_catalog.pg_namespace n, config
   where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
     and (config.schemas = 'null' or config.schemas ? n.nspname)
),
tenant_role (oid, name) as materialized (
  select r.oid, r.rolname::text from pg_catalog.pg_roles r, config where config.tenant_roles ? r.rolname
),
trusted (oid, name) as materialized (
  select r.oid, r.rolname::text from pg_catalog.pg_roles r, config where config.trusted_roles ? r.rolname
),
-- Logins that work as a tenant role. The owner of the database and whoever asks migrate: they are members of many roles.
tenant_login (oid, name) as materialized (
  select r.oid, r.rolname::text
    from pg_catalog.pg_roles r
   where r.rolcanlogin and not r.rolsuper and r.rolname <> current_user
     and r.oid not in (select oid from tenant_role)
     and r.oid not in (select oid from trusted)
     and r.oid <> (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database())
     and exists (select from tenant_role t
                  where pg_catalog.pg_has_role(r.oid, t.oid, 'USAGE')
                     or pg_catalog.pg_has_role(r.oid, t.oid, case
                          when pg_catalog.current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end))
),
-- Whom a grant to tenants may name. 0 is PUBLIC: who they are when they are not there yet.
tenant (oid, name) as materialized (
  select 0::oid, 'public'
  union all select oid, name from tenant_role
  union all select oid, name from tenant_login
),
-- Not by to_regclass: it raises where the one who asks may not use the schema.
listed (oid, scope, key, owned_by, writers) as materialized (
  select distinct on (c.oid) c.oid, t.scope, t.key, t.owned_by, t.writers
    from config
    cross join pg_catalog.jsonb_to_recordset(config.tables) t
      (name text, scope text, key text, owned_by jsonb, writers jsonb)
    cross join pg_catalog.parse_ident(t.name) part
    join pg_catalog.pg_namespace n
      on n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = part[pg_catalog.cardinality(part)]
),
-- Tables and partitions. `key` is the number of the column that says whose a row is, null where there is none.
tables (oid, schema, name, ident, kind, owner, rls, forced, is_partition, root, acl, scope, key) as materialized (
  select c.oid, s.name, c.relname::text, pg_catalog.format('%I.%I', s.name, c.relname), c.relkind::text, c.relowner,
         c.relrowsecurity, c.relforcerowsecurity, c.relispartition, root.oid, c.relacl,
         coalesce(own.scope, case when tenant_key.attnum is not null then 'tenant' end),
         coalesce(
           (select a.attnum from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = own.key),
           case when coalesce(own.scope, 'tenant') = 'tenant' then tenant_key.attnum
                when own.scope in ('organization', 'user') then
                  (select k.conkey[1] from pg_catalog.pg_constraint k
                    where k.conrelid = c.oid and k.contype = 'p' and pg_catalog.cardinality(k.conkey) = 1) end)
    from pg_catalog.pg_class c
    join schemas s on s.oid = c.relnamespace
    cross join config
    cross join lateral (select case when c.relispartition
      then coalesce(pg_catalog.pg_partition_root(c.oid)::oid, c.oid) else c.oid end) root (oid)
    left join listed own on own.oid = root.oid
    left join pg_catalog.pg_attribute tenant_key
      on tenant_key.attrelid = c.oid and tenant_key.attname = config.tenant_key and not tenant_key.attisdropped
   where c.relkind in ('r', 'p')
     and not (c.relowner in (select oid from superuser)
              and ('pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid) in (select classid, objid from extended))
),
-- Whose rights a role has (inherits), and whom it can become (SET ROLE). Before PostgreSQL 16 a membership had no options.
membership (member, role, inherits, sets, admin, grantor) as materialized (
  select m.member, m.roleid,
         coalesce((pg_catalog.to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit),
         coalesce((pg_catalog.to_jsonb(m) ->> 'set_option')::boolean, true), m.admin_option, m.grantor
    from pg_catalog.pg_auth_members m join pg_catalog.pg_roles r on r.oid = m.member
),
-- Roles that tenants must never be: a tenant that can be one is one finding, and not as many as that role has grants.
-- `by_set`: an attribute, which is not inherited.
powerful (oid, name, what, severity, by_set) as materialized (
  select r.oid, r.rolname::text, power.what, power.severity, coalesce(power.by_set, false)
    from pg_catalog.pg_roles r
    cross join lateral (
      select 'is a superuser', 'error', false where r.rolsuper
      union all select 'is trusted with every tenant', 'error', false where r.oid in (select oid from trusted)
      union all select 'has BYPASSRLS', 'error', true where r.rolbypassrls
      union all select 'has REPLICATION', 'error', true where r.rolreplication
      union all select 'has CREATEROLE', 'error', true where r.rolcreaterole
      union all select 'owns the database', 'error', false
                 where r.oid = (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database())
      union all select 'owns schemas', 'error', false where r.oid in (select owner from schemas)
      union all select 'owns tables, views or functions', 'error', false
                 where exists (select from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace where c.relowner = r.oid)
                    or exists (select from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace where p.proowner = r.oid)
      union all select 'is a role of the system''s',
                       case when r.rolname in ('pg_monitor', 'pg_read_all_settings', 'pg_read_all_stats', 'pg_stat_scan_tables',
                                               'pg_checkpoint', 'pg_use_reserved_connections', 'pg_maintain',
                                               'pg_signal_autovacuum_worker') then 'warning' else 'error' end, false
                 where r.rolname like 'pg\_%'
    ) power (what, severity, by_set)
   where r.oid in (select role from membership)
     and r.oid not in (select oid from tenant_role) and r.oid not in (select oid from tenant_login)
),
-- Every role that a tenant is or can be, up to the first powerful one. `first`: the membership that leads there.
becomes (tenant, role, can_set, first) as (
  select t.oid, t.oid, true, null::oid
    from (select oid from tenant_role union all select oid from tenant_login) t
  union
  select b.tenant, m.role, m.admin or b.can_set and m.sets, coalesce(b.first, m.role)
    from becomes b join membership m on m.member = b.role
   where (m.admin or m.inherits or b.can_set and m.sets)
     and not exists (select from powerful p where p.oid = b.role and (b.can_set or not p.by_set))
),
-- Roles whose grants and policies are tenants'. 0 is PUBLIC.
acting (tenant, role, name) as materialized (
  select 0::oid, 0::oid, 'public'
  union
  select b.tenant, b.role, pg_catalog.quote_ident(r.rolname)
    from becomes b join pg_catalog.pg_roles r on r.oid = b.role
   where not exists (select from powerful p where p.oid = b.role and (b.can_set or not p.by_set))
),
-- All that one can read or write like a table.
relations (oid, schema, name, ident, kind, owner, acl) as materialized (
  select c.oid, s.name, c.relname::text, pg_catalog.format('%I.%I', s.name, c.relname), c.relkind::text, c.relowner, c.relacl
    from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f')
     and not (c.relowner in (select oid from superuser)
              and ('pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid) in (select classid, objid from extended))
),
-- What tenants hold on relations and (attnum not 0) columns, as it was granted. USAGE on the schema does not matter: it
-- is asked for when a statement is parsed, and the body of a view or of a BEGIN ATOMIC function was parsed by its maker.
-- `taking`: SQL that takes privileges away, of the columns too, a template of format().
granted (relation, attnum, grantee, name, grantor, privilege, grantable, taking) as materialized (
  select r.oid, i.attnum, a.grantee, g.name, a.grantor, a.privilege_type, a.is_grantable,
         pg_catalog.format('%srevoke %%s on %s from %s%s;%s',
           case when a.grantor <> r.owner
             then pg_catalog.format('set role %I; ', pg_catalog.pg_get_userbyid(a.grantor)) end,
           pg_catalog.replace(r.ident, '%', '%%'), pg_catalog.replace(g.name, '%', '%%'),
           case when a.is_grantable then ' cascade' end, case when a.grantor <> r.owner then ' reset role;' end)
    from (select oid, 0::int2, acl from relations where acl is not null
          union all
          select attrelid, attnum, attacl from pg_catalog.pg_attribute where attacl is not null and not attisdropped
         ) i (relation, attnum, items)
    join relations r on r.oid = i.relation
    cross join lateral pg_catalog.aclexplode(i.items) a
    join (select distinct role, name from acting) g on g.role = a.grantee
   where a.grantee <> r.owner
),
-- Relations whose rows tenants read or write, and as which of their roles.
reached (oid, by) as materialized (
  select relation, pg_catalog.string_agg(distinct name, ', ' order by name)
    from granted where privilege in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') group by relation
),
-- Relations that hold rows which are not everybody's, or show those of others.
holding (oid) as (
  select oid from tables where scope is distinct from 'global'
  union
  select oid from relations where kind = 'f' and oid not in (select oid from listed where scope = 'global')
  union
  select w.ev_class
    from holding h
    join pg_catalog.pg_depend d
      on d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid = h.oid
     and d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    join pg_catalog.pg_rewrite w on w.oid = d.objid and w.ev_type = '1'
   where w.ev_class not in (select oid from listed where scope = 'global')
),
-- Policies that must be there, and how the server prints what they were compiled from (see check/printed-policies.ts).
expected_policy (relation, "table", name, role, command, "using", "check", printed, printed_using, printed_check, problem)
as materialized (
  select r.oid, access ->> 'table', policy ->> 'name', policy ->> 'role', policy ->> 'command',
         policy ->> 'using', policy ->> 'check',
         policy ? 'printedUsing', policy ->> 'printedUsing', policy ->> 'printedCheck', policy ->> 'problem'
    from config
    cross join pg_catalog.jsonb_array_elements(
      case pg_catalog.jsonb_typeof(config.expected) when 'array' then config.expected else '[]' end) access
    cross join pg_catalog.jsonb_array_elements(access -> 'policies') policy
    cross join pg_catalog.parse_ident(access ->> 'table') part
    left join pg_catalog.pg_namespace n
      on n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
    left join pg_catalog.pg_class r on r.relnamespace = n.oid and r.relname = part[pg_catalog.cardinality(part)]
),
-- Functions with their owner's rights that people looked at.
trusted_function (oid) as materialized (
  select p.oid
    from config
    cross join pg_catalog.jsonb_array_elements_text(config.trusted_functions) f (signature)
    cross join pg_catalog.parse_ident(pg_catalog.split_part(f.signature, '(', 1)) part
    cross join pg_catalog.regexp_replace(f.signature, '^[^(]*\(\s*|\s*\)\s*$', '', 'g') arguments
    join pg_catalog.pg_namespace n
      on n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
    join pg_catalog.pg_proc p on p.pronamespace = n.oid and p.proname = part[pg_catalog.cardinality(part)]
    cross join pg_catalog.oidvectortypes(p.proargtypes) types
   where types = arguments or pg_catalog.replace(types, 'public.', '') = arguments
      -- Not by to_regprocedure: before PostgreSQL 16 it raises for a type that is not there, and to_regtype for no name.
      or case when arguments <> '' then types =
           (select pg_catalog.string_agg(pg_catalog.format_type(pg_catalog.to_regtype(a)::oid, null), ', ' order by nth)
              from pg_catalog.regexp_split_to_table(arguments, '\s*,\s*') with ordinality a (a, nth)) end
),
-- What tenants hold on other things than relations, as it was granted. `taking`: SQL that takes privileges away, a
-- template of format().
granted_object (class, object, kind, ident, owner, grantee, name, privilege, grantable, taking) as (
  select o.class::pg_catalog.oid, o.object, o.kind, o.ident, o.owner, a.grantee, g.name, a.privilege_type, a.is_grantable,
         pg_catalog.format('%srevoke %%s on %s from %s%s;%s',
           case when a.grantor <> o.owner
             then pg_catalog.format('set role %I; ', pg_catalog.pg_get_userbyid(a.grantor)) end,
           pg_catalog.replace(o.kind || ' ' || o.ident, '%', '%%'), pg_catalog.replace(g.name, '%', '%%'),
           case when a.is_grantable then ' cascade' end, case when a.grantor <> o.owner then ' reset role;' end)
    from (
      select 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, case p.prokind when 'p' then 'procedure' else 'function' end,
             pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
             p.proowner, coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
       where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
      union all
      select 'pg_catalog.pg_namespace'::pg_catalog.regclass, oid, 'schema', pg_catalog.quote_ident(nspname), nspowner, nspacl
        from pg_catalog.pg_namespace where nspname !~ '^pg_(toast|temp)'
      union all
      select 'pg_catalog.pg_database'::pg_catalog.regclass, oid, 'database', pg_catalog.quote_ident(datname), datdba,
             coalesce(datacl, pg_catalog.acldefault('d', datdba))
        from pg_catalog.pg_database where datname = pg_catalog.current_database()
      union all
      select 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid, 'foreign server', pg_catalog.quote_ident(srvname),
             srvowner, srvacl from pg_catalog.pg_foreign_server
      union all
      select 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, oid, 'foreign data wrapper',
             pg_catalog.quote_ident(fdwname), fdwowner, fdwacl from pg_catalog.pg_foreign_data_wrapper
    ) o (class, object, kind, ident, owner, items)
    cross join lateral pg_catalog.aclexplode(o.items) a
    join (select distinct role, name from acting) g on g.role = a.grantee
   where a.grantee <> o.owner
),
-- Policies' expressions as the server keeps them (pg_node_tree), which no literal, alias or search_path can fool. Before
-- PostgreSQL 17 they say where in the statement each part stood, too.
policy_expression (policy, relation, part, tree) as materialized (
  select p.oid, p.polrelid, e.part,
         case when pg_catalog.current_setting('server_version_num')::integer < 170000
           then pg_catalog.regexp_replace(e.tree, ':location -?\d+', '', 'g') else e.tree end
    from pg_catalog.pg_policy p
    join tables t on t.oid = p.polrelid
    cross join lateral (values ('using', p.polqual::text), ('check', p.polwithcheck::text)) e (part, tree)
   where e.tree is not null
),
expression (id, tree) as materialized (
  select pg_catalog.row_number() over (), d.tree from (select distinct tree from policy_expression) d
),
-- What opens and closes a node, and fields of the node that is open. What is escaped opens nothing.
token (expression, n, token, depth) as materialized (
  select e.id, k.n, k.found[1],
         pg_catalog.sum(case when k.found[1] like '{%' then 1 when k.found[1] = '}' then -1 else 0 end)
           over (partition by e.id order by k.n) + case when k.found[1] = '}' then 1 else 0 end
    from expression e
    cross join lateral pg_catalog.regexp_matches(e.tree,
      '\\.|\{[A-Z]+|\}|:(?:funcid|aggfnoid|winfnoid|opfuncid|relid|varattno|varlevelsup|boolop|nulltesttype|booltesttype) [^ {}()]+|:constvalue (?:4 \[ 16 0 0 0 \]|1 \[ 0)', 'g')
      with ordinality k (found, n)
   where k.found[1] not like '\\%'
),
-- `first` and `last`: the tokens that it spans. `unknown`: a test that NULL passes. `constant`: the empty text,
-- or false.
node (expression, first, last, type, function, relation, attribute, levels, operator, unknown, constant) as materialized (
  select expression, first, pg_catalog.max(n),
         pg_catalog.max(pg_catalog.substr(token, 2)) filter (where n = first),
         pg_catalog.max(value) filter (where field in ('funcid', 'aggfnoid', 'winfnoid', 'opfuncid'))::oid,
         pg_catalog.max(value) filter (where field = 'relid')::oid,
         pg_catalog.max(value) filter (where field = 'varattno')::integer,
         pg_catalog.max(value) filter (where field = 'varlevelsup')::integer,
         pg_catalog.max(value) filter (where field = 'boolop'),
         coalesce(pg_catalog.bool_or(field = 'nulltesttype' and value = '0' or field = 'booltesttype' and value in ('1', '3', '4')), false),
         pg_catalog.max(case value when '4' then 'empty' else 'false' end) filter (where field = 'constvalue')
    from (select *, pg_catalog.max(n) filter (where token like '{%') over (partition by expression, depth order by n) as first,
                 case when token like ':%' then pg_catalog.split_part(pg_catalog.substr(token, 2), ' ', 1) end as field,
                 case when token like ':%' then pg_catalog.split_part(token, ' ', 2) end as value
            from token) t
   group by expression, first
),
-- Columns of the policy's own table: variables of as many levels up as there are queries around them.
row_column (expression, first, last, attribute) as materialized (
  select v.expression, v.first, v.last, v.attribute
    from node v
   where v.type = 'VAR'
     and v.levels = (select count(*) from node q
                      where q.expression = v.expression and q.type = 'QUERY' and q.first < v.first and q.last > v.last)
),
-- Calls of functions, operators' too. `once`: in a subquery that needs nothing of the row.
call (expression, first, last, function, on_row, once) as materialized (
  select c.expression, c.first, c.last, c.function,
         exists (select from row_column v where v.expression = c.expression and v.first between c.first and c.last),
         exists (select from node s where s.expression = c.expression and s.type = 'SUBLINK' and s.first < c.first and s.last > c.last
                    and not exists (select from row_column v where v.expression = c.expression and v.first between s.first and s.last))
    from node c where c.function is not null
),
-- Comparisons of a column of the row with something.
comparison (expression, attribute, first, last) as materialized (
  select n.expression, v.attribute, n.first, n.last
    from node n
    join row_column v on v.expression = n.expression and v.first > n.first and v.last < n.last
   where n.type in ('OPEXPR', 'SCALARARRAYOPEXPR', 'DISTINCTEXPR')
),
-- Those with what a function says that hold for every row that the AND around them (from `opens` to `closes`) lets through.
guard (expression, attribute, first, last, opens, closes) as materialized (
  select k.expression, k.attribute, k.first, k.last, a.first, a.last
    from comparison k
    join node a
      on a.expression = k.expression and a.type = 'BOOLEXPR' and a.operator = 'and' and a.first < k.first and a.last > k.last
   where exists (select from call c join pg_catalog.pg_proc p on p.oid = c.function
                  where c.expression = k.expression and c.first between k.first and k.last
                    and (p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace or p.proname = 'current_setting'))
     and not exists (select from node x
                      where x.expression = k.expression and x.first > a.first and x.first < k.first and x.last > k.last
                        and (x.type <> 'BOOLEXPR' or x.operator <> 'and'))
),
own_function (oid, name, pattern) as materialized (
  select oid, pg_catalog.lower(proname),
         '(^|[^\w$])' || pg_catalog.regexp_replace(proname, '(\W)', '\\\1', 'g') || '"?\s*\('
    from pg_catalog.pg_proc where pronamespace in (select oid from schemas)
),
-- What policies call, and what those call in turn, as far as their source says: a body that was parsed when it was made
-- by its tree, others by names that stand before a parenthesis.
policy_function (root, function) as (
  select distinct c.function, c.function
    from call c join pg_catalog.pg_proc p on p.oid = c.function
   where p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
  union
  select f.root, callee.oid
    from policy_function f
    join pg_catalog.pg_proc p on p.oid = f.function
    join pg_catalog.pg_language l on l.oid = p.prolang and l.lanname not in ('c', 'internal')
    cross join lateral (
      select named[1]::oid
        from pg_catalog.regexp_matches(p.prosqlbody::text, ':(?:funcid|aggfnoid|winfnoid|opfuncid) (\d+)', 'g') named
      union all
      select o.oid
        from own_function o
       where p.prosqlbody is null
         and case when pg_catalog.strpos(pg_catalog.lower(p.prosrc), o.name) > 0 then p.prosrc ~* o.pattern else false end
    ) made (oid)
    join pg_catalog.pg_proc callee on callee.oid = made.oid
   where callee.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
),
-- What lets a row through: the whole expression, or each side of its OR.
arm (expression, first, last, type, operator, constant) as (
  select expression, first, last, type, operator, constant from node where first = 1
  union all
  select n.expression, n.first, n.last, n.type, n.operator, n.constant
    from arm a
    join node n on n.expression = a.expression and n.first > a.first and n.last < a.last
   where a.type = 'BOOLEXPR' and a.operator = 'or'
     and not exists (select from node m
                      where m.expression = n.expression and m.first > a.first and m.first < n.first and m.last > n.last)
),
-- Columns of the row that are compared, and not for equality.
unequal (expression, first) as (
  select v.expression, v.first
    from row_column v
    cross join lateral (select n.first, n.last, n.type, n.function from node n
                         where n.expression = v.expression and n.function is not null and n.first < v.first and n.last > v.last
                         order by n.first desc limit 1) nearest
   where (nearest.type = 'DISTINCTEXPR'
          or nearest.function in (select oprcode::oid from pg_catalog.pg_operator where oprname in ('<>', '<', '<=', '>', '>=')))
         <> exists (select from node negated
                     where negated.expression = v.expression and negated.type = 'BOOLEXPR' and negated.operator = 'not'
                       and negated.first < nearest.first and negated.last > nearest.last)
),
-- Which columns of the row an arm looks at (`equal`: for equality, or by a function), and whether it asks anything but
-- the row.
arm_asks (expression, type, constant, columns, equal, asks) as materialized (
  select a.expression, a.type, a.constant,
         array(select distinct v.attribute from row_column v
                where v.expression = a.expression and v.first between a.first and a.last),
         array(select distinct v.attribute from row_column v
                where v.expression = a.expression and v.first between a.first and a.last
                  and (v.expression, v.first) not in (select expression, first from unequal)),
         exists (select from call c join pg_catalog.pg_proc p on p.oid = c.function
                  where c.expression = a.expression and c.first between a.first and a.last
                    and (p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace or p.provolatile <> 'i'))
         or exists (select from node n
                     where n.expression = a.expression and n.first between a.first and a.last
                       and n.type in ('SUBLINK', 'SQLVALUEFUNCTION'))
    from arm a
   where a.type <> 'BOOLEXPR' or a.operator <> 'or'
),
-- What is wrong with an arm of a policy: it is `open` where it lets the same rows through whoever asks, and `unkeyed`
-- where it does not look at whose the row is.
policy_arm (policy, relation, part, fault, says) as materialized (
  select e.policy, e.relation, e.part,
         case when a.type = 'CONST' and (a.constant is not null or e.tree ~ '^.CONST .*:constisnull true') then null
              when a.columns <@ array[t.key::integer] and not a.asks then 'open'
              when not a.columns && array[t.key::integer, tenant_key.attnum::integer, 0] then 'unkeyed'
              when not a.asks then 'unkeyed'
              when not a.equal && array[t.key::integer, tenant_key.attnum::integer, 0] then 'unkeyed' end,
         case when a.type = 'CONST' then 'is true for every row'
              when a.columns = '{}' and not a.asks then 'is the same for every row, whoever asks'
              when not a.asks then 'asks nothing but the row'
              when not a.columns && array[t.key::integer, tenant_key.attnum::integer, 0] then 'does not look at the tenant key'
              else 'does not ask whether the tenant key is equal' end
    from policy_expression e
    join tables t on t.oid = e.relation
    join expression x on x.tree = e.tree
    join arm_asks a on a.expression = x.id
    cross join config
    left join pg_catalog.pg_attribute tenant_key on tenant_key.attrelid = t.oid and tenant_key.attname = config.tenant_key
),
-- Policies of tenants' tables, once for each command. 0 is PUBLIC, which policies know as one of their roles too.
-- `part`: the expression that decides, of rows that are there ('using') and of rows that are written ('check').
tenant_policy (policy, relation, name, permissive, roles, command, judges, part, tenants) as materialized (
  select p.oid, p.polrelid, p.polname::text, p.polpermissive, p.polroles, c.command, c.judges,
         case when c.judges = 'check' and p.polwithcheck is not null then 'check' else 'using' end,
         (select pg_catalog.string_agg(distinct a.name, ', ' order by a.name) from acting a where a.role = any (p.polroles))
    from pg_catalog.pg_policy p
    join tables t on t.oid = p.polrelid and t.scope in ('tenant', 'organization', 'user')
    join (values ('r', 'using'), ('a', 'check'), ('w', 'using'), ('w', 'check'), ('d', 'using')) c (command, judges)
      on p.polcmd in ('*', c.command::"char")
   where p.polroles && array(select role from acting)
     and case when c.judges = 'check' then coalesce(p.polwithcheck, p.polqual) else p.polqual end is not null
),
-- Permissive ones through which tenants get at rows that are not theirs, as no restrictive policy for the same roles
-- and command says more. `open`: the worst that was found.
loose_policy (policy, relation, name, roles, command, judges, part, tenants, open, says) as materialized (
  select p.policy, p.relation, p.name, p.roles, p.command, p.judges, p.part, p.tenants,
         pg_catalog.bool_or(a.fault = 'open'),
         (pg_catalog.array_agg(a.says order by a.fault, a.says))[1]
    from tenant_policy p
    join policy_arm a on a.policy = p.policy and a.part = p.part and a.fault is not null
   where p.permissive
     and not exists (
       select from tenant_policy q
        where q.relation = p.relation and not q.permissive and q.command = p.command and q.judges = p.judges
          and (0 = any (q.roles) or q.roles @> p.roles)
          and not exists (select from policy_arm b where b.policy = q.policy and b.part = q.part and b.fault is not null))
   group by p.policy, p.relation, p.name, p.roles, p.command, p.judges, p.part, p.tenants
)
