import { facts, flag, grants, notExtended, owner, withheld } from '../sql.ts';

const ownedBy = `(select format('%I.%I.%I', n.nspname, r.relname, a.attname)
    from pg_depend d join pg_class r on r.oid = d.refobjid join pg_namespace n on n.oid = r.relnamespace
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass
     and d.deptype = 'a')`;

/** Sequences, but for those of identity columns, which are facts of the column. */
export const sequences = [
  `select format('sequence %s.%I', n.id, c.relname), ${facts({
    type: 'format_type(s.seqtypid, null)',
    start: 's.seqstart::text',
    increment: 's.seqincrement::text',
    minimum: 's.seqmin::text',
    maximum: 's.seqmax::text',
    cache: `nullif(s.seqcache, 1)::text`,
    cycle: flag('s.seqcycle'),
    'owned by': ownedBy,
    owner: `case when ${ownedBy} is null then ${owner('c.relowner')} end`,
    'withheld from owner': withheld('c.relacl', 's', 'c.relowner'),
    grants: grants('c.relacl', 's', 'c.relowner'),
    comment: `obj_description(c.oid, 'pg_class')`,
  })}, 'pg_class'::regclass::oid, c.oid, 0, 0
     from pg_class c join looked n on n.oid = c.relnamespace join pg_sequence s on s.seqrelid = c.oid
    where ${notExtended('pg_class', 'c.oid')}
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                        and d.refclassid = 'pg_class'::regclass and d.deptype = 'i')`,
];
