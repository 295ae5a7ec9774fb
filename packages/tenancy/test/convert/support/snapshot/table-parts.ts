import { isOwn, json, prelude } from './prelude.ts';

const constraint = json({
  definition: 'pg_get_constraintdef(k.oid)',
  validated: 'k.convalidated',
  // A partition's NOT NULL is dumped either way; it becomes its own for good once the partition has had a primary key of its own.
  onlyInherited: `case when k.contype = 'n' and (select p.relispartition from pg_class p where p.oid = k.conrelid) then null
    else nullif(not k.conislocal, false) end`,
  inherited: 'nullif(k.coninhcount, 0)',
  parent: '(select p.conname from pg_constraint p where p.oid = k.conparentid)',
  // Those of a foreign key: DISABLE TRIGGER ALL, which no dump tells, leaves it unenforced.
  triggers: `(select array_agg(distinct t.tgenabled) from pg_trigger t where t.tgconstraint = k.oid and t.tgenabled <> 'O')`,
});

const index = json({
  definition: 'pg_get_indexdef(i.indexrelid)',
  tablespace: '(select spcname from pg_tablespace where oid = c.reltablespace)',
  valid: 'i.indisvalid',
  ready: 'nullif(i.indisready, true)',
  live: 'nullif(i.indislive, true)',
  immediate: 'nullif(i.indimmediate, true)',
  clustered: 'nullif(i.indisclustered, false)',
  replicaIdentity: 'nullif(i.indisreplident, false)',
  statistics: `(select jsonb_object_agg(a.attnum, to_jsonb(a) -> 'attstattarget') from pg_attribute a
    where a.attrelid = i.indexrelid and nullif(to_jsonb(a) ->> 'attstattarget', '-1') is not null)`,
  parent: `(select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = i.indexrelid)`,
});

const trigger = json({
  definition: 'pg_get_triggerdef(t.oid)',
  enabled: 't.tgenabled',
  inherited: 'nullif(t.tgparentid <> 0, false)',
});

const policy = json({
  permissive: 'p.polpermissive',
  command: 'p.polcmd',
  roles: `(select array_agg(coalesce(r.rolname, 'public') order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o)`,
  using: 'pg_get_expr(p.polqual, p.polrelid)',
  check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
});

const statistics = json({
  definition: 'pg_get_statisticsobjdef(s.oid)',
  owner: 's.stxowner::regrole::text',
  target: `nullif(to_jsonb(s) ->> 'stxstattarget', '-1')`,
});

/** What follows `c`, the table. */
const ofTable = `join chosen on chosen.oid = c.relnamespace`;

/** Constraints, indexes, triggers, rules, policies, statistics. */
export const tableParts: readonly string[] = [
  `${prelude} select format('constraint %I on %s %s', k.conname, c.oid::regclass, ${constraint}) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid ${ofTable} where ${isOwn('pg_class', 'c.oid')}
      -- One for each partition of what a foreign key refers to: the server's own affair, which no dump has.
      and not exists (select from pg_constraint whole where whole.oid = k.conparentid and whole.conrelid = k.conrelid)`,

  `${prelude} select format('constraint %I on domain %s %s', k.conname, t.oid::regtype, ${constraint}) as line
    from pg_constraint k join pg_type t on t.oid = k.contypid join chosen on chosen.oid = t.typnamespace
    where ${isOwn('pg_type', 't.oid')}`,

  `${prelude} select format('index %s on %s %s', c.oid::regclass, i.indrelid::regclass, ${index}) as line
    from pg_index i join pg_class c on c.oid = i.indexrelid ${ofTable} where ${isOwn('pg_class', 'i.indrelid')}`,

  `${prelude} select format('trigger %I on %s %s', t.tgname, c.oid::regclass, ${trigger}) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid ${ofTable} where not t.tgisinternal`,

  `${prelude} select format('rule %I on %s %s %s', r.rulename, c.oid::regclass, r.ev_enabled, pg_get_ruledef(r.oid)) as line
    from pg_rewrite r join pg_class c on c.oid = r.ev_class ${ofTable} where r.rulename <> '_RETURN' and ${isOwn('pg_class', 'c.oid')}`,

  `${prelude} select format('policy %I on %s %s', p.polname, c.oid::regclass, ${policy}) as line
    from pg_policy p join pg_class c on c.oid = p.polrelid ${ofTable}`,

  `${prelude} select format('statistics %I.%I %s', chosen.nspname, s.stxname, ${statistics}) as line
    from pg_statistic_ext s join chosen on chosen.oid = s.stxnamespace`,
];
