import { facts, flag } from '../sql.ts';

// What a sequence is when nothing is said: it depends on its type alone.
const identityOptions = `(select nullif(concat_ws(' ',
      'START WITH ' || nullif(s.seqstart, case when s.seqincrement > 0 then s.seqmin else s.seqmax end),
      'INCREMENT BY ' || nullif(s.seqincrement, 1),
      'MINVALUE ' || nullif(s.seqmin, case when s.seqincrement > 0 then 1 else
        case s.seqtypid when 'int2'::regtype then -32768 when 'int4'::regtype then -2147483648
          else -9223372036854775808 end end),
      'MAXVALUE ' || nullif(s.seqmax, case when s.seqincrement < 0 then -1 else
        case s.seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647
          else 9223372036854775807 end end),
      'CACHE ' || nullif(s.seqcache, 1),
      case when s.seqcycle then 'CYCLE' end), '')
    from pg_depend d join pg_sequence s on s.seqrelid = d.objid
   where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
     and d.refobjid = a.attrelid and d.refobjsubid = a.attnum)`;

// From PostgreSQL 18 on a NOT NULL can be there without having been checked: rows may hold nulls still.
const notNull = flag(`a.attnotnull and not exists (
      select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n' and not k.convalidated
         and a.attnum = any (k.conkey))`);

/** Columns that a table does not have from its parent; the parent's are its own. */
export const columns = [
  `select format('column %s.%I', r.id, a.attname), ${facts({
    type: 'format_type(a.atttypid, a.atttypmod)',
    collation: `case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end`,
    'not null': notNull,
    identity: `case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY DEFAULT' end`,
    'identity options': `case when a.attidentity <> '' then ${identityOptions} end`,
    generated: `case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end`,
    virtual: flag(`a.attgenerated = 'v'`),
    default: `case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end`,
    comment: `col_description(r.oid, a.attnum)`,
  })}, 'pg_class'::regclass::oid, r.oid, a.attnum::int, a.attnum::int
     from relations r join pg_attribute a on a.attrelid = r.oid join pg_type t on t.oid = a.atttypid
     left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    where r.kind = 'table' and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0`,
  // A view's columns are what its text says; only what is added to them stands by itself.
  `select format('column %s.%I', r.id, a.attname), ${facts({
    default: 'pg_get_expr(d.adbin, d.adrelid)',
    comment: `col_description(r.oid, a.attnum)`,
  })}, 'pg_class'::regclass::oid, r.oid, a.attnum::int, a.attnum::int
     from relations r join pg_attribute a on a.attrelid = r.oid
     left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    where r.kind = 'view' and a.attnum > 0 and not a.attisdropped
      and (d.oid is not null or col_description(r.oid, a.attnum) is not null)`,
];
