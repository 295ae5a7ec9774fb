import { isOwn, prelude } from './prelude.ts';

/** Catalogs of which a name and an owner are enough to see what comes and goes. */
const others = [
  'pg_cast',
  'pg_collation',
  'pg_conversion',
  'pg_event_trigger',
  'pg_foreign_data_wrapper',
  'pg_foreign_server',
  'pg_language',
  'pg_opclass',
  'pg_operator',
  'pg_opfamily',
  'pg_subscription',
  'pg_transform',
  'pg_ts_config',
  'pg_ts_dict',
];

const enabledOf = (catalog: string) =>
  catalog === 'pg_event_trigger' ? `format('%s %s', o.evtevent, o.evtenabled)` : `''`;

const objects = others
  .map(
    (
      catalog,
    ) => `select '${catalog}'::regclass::oid as classid, o.oid, ${enabledOf(catalog)} as more
      from ${catalog} o where o.oid >= 16384 and ${isOwn(catalog, 'o.oid')}
      ${catalog === 'pg_subscription' ? 'and o.subdbid = (select oid from pg_database where datname = current_database())' : ''}`,
  )
  .join(' union all ');

/** The identity of what belongs to a table does not tell its schema: the table does. */
const comments = `${prelude} select format('comment on %s %s: %s', i.type, i.identity, d.description) as line
  from pg_description d
  cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid
  left join pg_trigger g on d.classoid = 'pg_trigger'::regclass and g.oid = d.objoid
  left join pg_policy p on d.classoid = 'pg_policy'::regclass and p.oid = d.objoid
  left join pg_rewrite r on d.classoid = 'pg_rewrite'::regclass and r.oid = d.objoid
  left join pg_class c on c.oid = coalesce(nullif(k.conrelid, 0), g.tgrelid, p.polrelid, r.ev_class)
  left join pg_type t on t.oid = k.contypid
  left join pg_namespace named on quote_ident(named.nspname) = i.schema
  left join pg_namespace itself on d.classoid = 'pg_namespace'::regclass and itself.oid = d.objoid
  cross join lateral (select coalesce(c.relnamespace, t.typnamespace, named.oid, itself.oid) as oid) s
  where (s.oid in (select oid from chosen) or s.oid is null and d.objoid >= 16384)
    and not exists (select from members m where m.classid = d.classoid and m.objid = d.objoid)`;

/** Comments, extensions, publications, what is set for the database, and other things that stand beside tables. */
export const database: readonly string[] = [
  comments,

  `${prelude} select format('extension %I %s schema %s', extname, extversion, extnamespace::regnamespace) as line
    from pg_extension`,

  `${prelude} select format('%s %s owner %s %s', i.type, i.identity, coalesce(d.owner::text, 'the first superuser'), o.more) as line
    from (${objects}) o cross join lateral pg_identify_object(o.classid, o.oid, 0) i
    left join lateral (select s.refobjid::regrole as owner from pg_shdepend s
      where s.dbid = (select oid from pg_database where datname = current_database())
        and s.classid = o.classid and s.objid = o.oid and s.deptype = 'o') d on true
    where i.schema is null or i.schema in (select quote_ident(nspname) from chosen)`,

  `${prelude} select format('publication %I owner %s %s', p.pubname, p.pubowner::regrole, to_jsonb(p) - 'oid' - 'pubname' - 'pubowner') as line
    from pg_publication p`,

  `${prelude} select format('publication %I of %s columns %s where %s', p.pubname, c.oid::regclass,
      coalesce((select string_agg(a.attname, ', ' order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum = any(r.prattrs)), 'all'),
      coalesce(pg_get_expr(r.prqual, r.prrelid), 'true')) as line
    from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
    join pg_class c on c.oid = r.prrelid join chosen on chosen.oid = c.relnamespace`,

  `${prelude} select format('publication %I of schema %I', p.pubname, chosen.nspname) as line
    from pg_publication_namespace n join pg_publication p on p.oid = n.pnpubid join chosen on chosen.oid = n.pnnspid`,

  `${prelude} select format('setting of %s: %s', coalesce(nullif(s.setrole, 0)::regrole::text, 'this database'), setting) as line
    from pg_db_role_setting s, unnest(s.setconfig) setting
    where s.setdatabase = (select oid from pg_database where datname = current_database())`,

  // Without its name: two databases may be compared.
  `${prelude} select format('this database owner %s limit %s comment %s', d.datdba::regrole, d.datconnlimit, coalesce(c.description, 'none')) as line
    from pg_database d left join pg_shdescription c on c.classoid = 'pg_database'::regclass and c.objoid = d.oid
    where d.datname = current_database()`,
];
