import { isOwn, json, prelude } from './prelude.ts';

const kind = `case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
  when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'composite type' end`;

const relation = json({
  owner: 'c.relowner::regrole::text',
  persistence: `nullif(c.relpersistence, 'p')`,
  method: 'am.amname',
  tablespace: 'ts.spcname',
  options: 'c.reloptions',
  toastOptions: 'toast.reloptions',
  rowSecurity: 'nullif(c.relrowsecurity, false)',
  forced: 'nullif(c.relforcerowsecurity, false)',
  replicaIdentity: `nullif(nullif(c.relreplident, 'd'), 'n')`,
  noReplicaIdentity: `nullif(c.relkind in ('r', 'p') and c.relreplident = 'n', false)`,
  ofType: 'nullif(c.reloftype, 0)::regtype::text',
  partitionKey: 'pg_get_partkeydef(c.oid)',
  bound: 'pg_get_expr(c.relpartbound, c.oid)',
  parents: `(select array_agg(i.inhparent::regclass::text order by i.inhseqno) from pg_inherits i where i.inhrelid = c.oid)`,
  server: 'server.srvname',
  serverOptions: 'f.ftoptions',
  populated: `case c.relkind when 'm' then c.relispopulated end`,
  definition: `case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end`,
});

const column = json({
  position: `row_number() over (partition by a.attrelid order by a.attnum)`,
  type: 'format_type(a.atttypid, a.atttypmod)',
  notNull: 'nullif(a.attnotnull, false)',
  default: 'pg_get_expr(d.adbin, d.adrelid)',
  identity: `nullif(a.attidentity, '')`,
  generated: `nullif(a.attgenerated, '')`,
  collation: 'nullif(a.attcollation, t.typcollation)::regcollation::text',
  storage: 'nullif(a.attstorage, t.typstorage)',
  compression: `nullif(a.attcompression, '')`,
  // The number until 16, NULL for "none" from 17 on.
  statistics: `nullif(to_jsonb(a) ->> 'attstattarget', '-1')`,
  options: 'a.attoptions',
  serverOptions: 'a.attfdwoptions',
  onlyInherited: 'nullif(not a.attislocal, false)',
  inherited: 'nullif(a.attinhcount, 0)',
});

const sequence = json({
  type: 's.seqtypid::regtype::text',
  start: 's.seqstart',
  increment: 's.seqincrement',
  min: 's.seqmin',
  max: 's.seqmax',
  cache: 's.seqcache',
  cycle: 's.seqcycle',
  // "a" of a serial, "i" of an identity.
  owned: `(select d.deptype::text || ': ' || d.refobjid::regclass || '.' || quote_ident(a.attname)
    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass
      and d.deptype in ('a', 'i'))`,
});

/** Schemas, tables and their like, columns, sequences. */
export const relations: readonly string[] = [
  `${prelude} select format('schema %I owner %s', s.nspname, s.nspowner::regrole) as line
    from pg_namespace s join chosen using (oid) where ${isOwn('pg_namespace', 's.oid')}`,

  `${prelude} select format('%s %s %s', ${kind}, c.oid::regclass, ${relation}) as line
    from pg_class c join chosen on chosen.oid = c.relnamespace
    left join pg_am am on am.oid = c.relam left join pg_tablespace ts on ts.oid = c.reltablespace
    left join pg_class toast on toast.oid = c.reltoastrelid
    left join pg_foreign_table f on f.ftrelid = c.oid left join pg_foreign_server server on server.oid = f.ftserver
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and ${isOwn('pg_class', 'c.oid')}`,

  `${prelude} select format('column %s.%I %s', c.oid::regclass, a.attname, ${column}) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join chosen on chosen.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and a.attnum > 0 and not a.attisdropped and ${isOwn('pg_class', 'c.oid')}`,

  `${prelude} select format('sequence options %s %s', c.oid::regclass, ${sequence}) as line
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join chosen on chosen.oid = c.relnamespace
    where ${isOwn('pg_class', 'c.oid')}`,
];
