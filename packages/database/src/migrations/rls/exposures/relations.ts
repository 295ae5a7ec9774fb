/*
 * Tables, views and what is bound to them. $1: the tables that the RLS script declares, one a line. USAGE on the
 * schema does not matter: it is asked for when a statement is parsed, and the body of a view or of a function
 * that is BEGIN ATOMIC was parsed by whoever made it.
 */
export const relations = `
  declared (oid) as (
    select pg_catalog.to_regclass(t)::oid from pg_catalog.string_to_table($1, E'\\n') t
  ), relations as (
    select c.oid, c.relkind, c.relispartition, format('%I.%I', s.nspname, c.relname) as name,
           exists (select from declared d where d.oid = c.oid) as declared,
           case when c.relkind in ('r', 'p') then c.relrowsecurity and c.relforcerowsecurity
                when c.relkind = 'v' then
                  exists (select from pg_catalog.pg_options_to_table(c.reloptions) o
                           where o.option_name = 'security_invoker' and o.option_value::boolean)
                else false end as bound
      from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
       and not (c.relowner in (select oid from superuser)
                and (('pg_class'::regclass)::oid, c.oid) in (select classid, objid from extended))
  ), isolated (oid) as (
    select oid from relations where bound and (declared or relkind = 'v')
  ), reached as (
    select r.oid, r.name, r.relkind, r.bound, r.declared,
           pg_catalog.string_agg(t.name, ', ' order by t.name) as by
      from relations r, tenant t
     where case when r.oid in (select oid from isolated)
             then r.relkind <> 'v' and pg_catalog.has_table_privilege(t.name, r.oid, 'TRUNCATE, TRIGGER')
             else pg_catalog.has_table_privilege(t.name, r.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
               or pg_catalog.has_any_column_privilege(t.name, r.oid, 'SELECT, INSERT, UPDATE, REFERENCES') end
     group by r.oid, r.name, r.relkind, r.bound, r.declared
  ), written (oid) as (
    -- What a tenant's statement can write: itself, through a lookup function, in a partition, or by a cascade.
    select r.oid from relations r, (select name from tenant union all select name from definer) t
     where pg_catalog.has_table_privilege(t.name, r.oid, 'INSERT, UPDATE, DELETE')
        or pg_catalog.has_any_column_privilege(t.name, r.oid, 'INSERT, UPDATE')
    union
    select link.target from written w
      join (select inhparent as source, inhrelid as target from pg_catalog.pg_inherits
            union all
            select confrelid, conrelid from pg_catalog.pg_constraint
             where contype = 'f' and (confdeltype in ('c', 'n', 'd') or confupdtype in ('c', 'n', 'd'))
           ) link on link.source = w.oid
  ), relation_exposures (exposure) as (
    select format(case when relkind = 'v' then 'the view %s without security_invoker is reached by %s'
                       when relkind = 'm' then 'the materialized view %s, which no policy binds, is reached by %s'
                       when relkind = 'f' then 'the foreign table %s, which no policy binds, is reached by %s'
                       when not bound then 'the table %s without forced row security is reached by %s'
                       when not declared then 'the table %s, which the RLS SQL does not declare, is reached by %s'
                       else 'the table %s may be truncated, or given triggers, by %s' end, name, by)
      from reached
    union all
    select format('%s, which the RLS SQL does not declare, is read by %s, as which lookup functions run',
                  r.name, d.name)
      from relations r, definer d
     where r.oid not in (select oid from isolated) and r.oid not in (select oid from reached)
       and not (r.relkind = 'r' and r.oid is not distinct from pg_catalog.to_regclass('app.context_keys'))
       and (pg_catalog.has_table_privilege(d.name, r.oid, 'SELECT')
         or pg_catalog.has_any_column_privilege(d.name, r.oid, 'SELECT'))
    union all
    select format('the rows of %s are in %s too, which it inherits from, and only the policies there bind them',
                  child.name, parent.name)
      from pg_catalog.pg_inherits i
      join relations parent on parent.oid = i.inhparent join relations child on child.oid = i.inhrelid
     where parent.declared and not child.relispartition
    union all
    select format('the rule %I on the %s %s rewrites its statements', w.rulename,
                  case when r.relkind = 'v' then 'view' else 'table' end, r.name)
      from pg_catalog.pg_rewrite w join relations r on r.oid = w.ev_class
     where r.relkind in ('r', 'p', 'f')
        or r.relkind = 'v' and w.ev_type <> '1' and r.oid in (select oid from written)
  )`;
