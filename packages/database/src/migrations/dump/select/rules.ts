import { facts, flag, role, sorted } from '../sql.ts';

const enabled = (column: string) =>
  `case ${column} when 'D' then 'disabled' when 'A' then 'always' when 'R' then 'replica' end`;

// A partition's copy of its parent's trigger can be disabled by itself.
const partitions = `(select json_object_agg(x.id, x.state order by x.id collate "C") from (
      select format('%I.%I', n.nspname, c.relname) as id, coalesce(${enabled('p.tgenabled')}, 'enabled') as state
        from pg_trigger p join pg_class c on c.oid = p.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where p.tgparentid = t.oid and p.tgenabled <> t.tgenabled) x)`;

const triggers = `
  select format('trigger %s.%I', r.id, t.tgname), ${facts({
    definition: 'pg_get_triggerdef(t.oid)',
    state: enabled('t.tgenabled'),
    'state on partitions': partitions,
    comment: `obj_description(t.oid, 'pg_trigger')`,
  })}, 'pg_trigger'::regclass::oid, t.oid, 0, 4
    from relations r join pg_trigger t on t.tgrelid = r.oid
   where not t.tgisinternal and t.tgparentid = 0`;

const rules = `
  select format('rule %s.%I', r.id, w.rulename), ${facts({
    definition: `rtrim(pg_get_ruledef(w.oid), ';')`,
    state: enabled('w.ev_enabled'),
    comment: `obj_description(w.oid, 'pg_rewrite')`,
  })}, 'pg_rewrite'::regclass::oid, w.oid, 0, 5
    from relations r join pg_rewrite w on w.ev_class = r.oid
   where w.rulename <> '_RETURN'`;

const policies = `
  select format('policy %s.%I', r.id, p.polname), ${facts({
    restrictive: flag('not p.polpermissive'),
    for: `case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE'
      else 'ALL' end`,
    to: sorted(`select ${role('m')} from unnest(p.polroles) m`),
    using: 'pg_get_expr(p.polqual, p.polrelid)',
    check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    comment: `obj_description(p.oid, 'pg_policy')`,
  })}, 'pg_policy'::regclass::oid, p.oid, 0, 6
    from relations r join pg_policy p on p.polrelid = r.oid`;

export const rulesAndPolicies = [triggers, rules, policies];
