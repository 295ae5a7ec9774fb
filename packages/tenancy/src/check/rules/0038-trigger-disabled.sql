-- severity: warning
-- why: What the trigger or the foreign key is there to refuse is accepted.
with silent (relation, name, owner, state) as (
  select g.tgrelid, g.tgname, case when g.tgisinternal then g.tgconstraint end, g.tgenabled
    from pg_catalog.pg_trigger g
    left join pg_catalog.pg_trigger parent on parent.oid = g.tgparentid
   where g.tgenabled in ('D', 'R') and coalesce(parent.tgenabled, 'O') not in ('D', 'R')
)
select pg_catalog.format('%s.%I', t.ident, s.name) as object,
       case s.state when 'D' then 'the trigger is disabled' else 'the trigger is fired in replicas only' end as detail,
       pg_catalog.format('alter table %s enable trigger %I;', t.ident, s.name) as fix,
       null::text as severity
  from silent s
  join tables t on t.oid = s.relation and t.scope is not null
 where s.owner is null
union all
-- A constraint's own triggers, which only a superuser disables: a foreign key has some on both of its tables.
select pg_catalog.format('%s.%I', of.ident, c.conname),
       pg_catalog.format('the %s is not checked when %s changes',
         case c.contype when 'f' then 'foreign key' else 'constraint' end, t.ident),
       pg_catalog.string_agg(pg_catalog.format('alter table %s enable trigger %I;', t.ident, s.name), ' ' order by s.name),
       'error'
  from silent s
  join tables t on t.oid = s.relation and t.scope is not null
  join pg_catalog.pg_constraint c on c.oid = s.owner
  join tables of on of.oid = c.conrelid
 group by of.ident, c.conname, c.contype, t.ident
