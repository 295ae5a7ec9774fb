import { facts, flag, grants, notExtended, owner, withheld } from '../sql.ts';

const attributes = `(select json_object_agg(quote_ident(a.attname), format_type(a.atttypid, a.atttypmod) order by a.attnum)
    from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)`;

const checks = `(select json_object_agg(quote_ident(k.conname), pg_get_constraintdef(k.oid) order by k.conname collate "C")
    from pg_constraint k where k.contypid = t.oid and k.contype = 'c')`;

/** Enums, domains, composite types and ranges; not the row types of tables. */
export const types = [
  `select format('type %s.%I', n.id, t.typname), ${facts({
    is: `case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite' else 'range' end`,
    labels: `(select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)`,
    on: `case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end`,
    collation: `(select t.typcollation::regcollation::text from pg_type b
      where b.oid = t.typbasetype and b.typcollation <> t.typcollation)`,
    'not null': flag('t.typnotnull'),
    default: 't.typdefault',
    checks,
    attributes: `case when t.typtype = 'c' then ${attributes} end`,
    subtype: `(select format_type(r.rngsubtype, null) from pg_range r where r.rngtypid = t.oid)`,
    owner: owner('t.typowner'),
    'withheld from owner': withheld('t.typacl', 'T', 't.typowner'),
    grants: grants('t.typacl', 'T', 't.typowner'),
    comment: `obj_description(t.oid, 'pg_type')`,
  })}, 'pg_type'::regclass::oid, t.oid, 0, 0
     from pg_type t join looked n on n.oid = t.typnamespace
    where (t.typtype in ('e', 'd', 'r')
           or t.typtype = 'c' and (select c.relkind from pg_class c where c.oid = t.typrelid) = 'c')
      and ${notExtended('pg_type', 't.oid')}`,
];
