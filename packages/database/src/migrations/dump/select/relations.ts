import { columnGrants, facts, flag, grants, owner, sorted, withheld } from '../sql.ts';

const relationName = (oid: string) =>
  `(select format('%I.%I', n.nspname, x.relname) from pg_class x join pg_namespace n on n.oid = x.relnamespace
     where x.oid = ${oid})`;

const parent = `(select ${relationName('i.inhparent')} from pg_inherits i where i.inhrelid = r.oid)`;

const shared = {
  options: sorted('select unnest(r.reloptions)'),
  owner: owner('r.relowner'),
  'withheld from owner': withheld('r.relacl', 'r', 'r.relowner'),
  grants: grants('r.relacl', 'r', 'r.relowner', columnGrants('r.oid')),
  comment: `obj_description(r.oid, 'pg_class')`,
};

const tables = `
  select 'table ' || r.id, ${facts({
    foreign: flag(`r.relkind = 'f'`),
    unlogged: flag(`r.relpersistence = 'u'`),
    'partitioned by': `case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end`,
    'partition of': `case when r.relispartition then ${parent} end`,
    'partition for': 'pg_get_expr(r.relpartbound, r.oid)',
    inherits: `case when not r.relispartition then
      (select json_agg(${relationName('i.inhparent')} order by i.inhseqno) from pg_inherits i where i.inhrelid = r.oid) end`,
    'row security': `case when r.relrowsecurity and r.relforcerowsecurity then 'forced'
      when r.relrowsecurity then 'enabled' when r.relforcerowsecurity then 'forced, not enabled' end`,
    'replica identity': `case r.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then
      (select 'USING INDEX ' || quote_ident(c.relname) from pg_index x join pg_class c on c.oid = x.indexrelid
        where x.indrelid = r.oid and x.indisreplident) end`,
    ...shared,
  })}, 'pg_class'::regclass::oid, r.oid, 0, 0
    from relations r where r.kind = 'table'`;

const views = `
  select 'view ' || r.id, ${facts({
    materialized: flag(`r.relkind = 'm'`),
    ...shared,
    definition: 'pg_get_viewdef(r.oid)',
  })}, 'pg_class'::regclass::oid, r.oid, 0, 0
    from relations r where r.kind = 'view'`;

export const relations = [tables, views];
