import { facts, flag, notExtended } from '../sql.ts';

// ALTER TABLE ... DISABLE TRIGGER ALL also ends the checks of foreign keys, and nothing else says so.
const unchecked = `exists (select from pg_trigger t
    where t.tgconstraint = k.oid and t.tgisinternal and t.tgenabled = 'D')`;

/** Constraints but NOT NULL, which is a fact of the column on every version; a partition's own only. */
const constraints = `
  select format('constraint %s.%I', r.id, k.conname), ${facts({
    definition: `regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')`,
    'not valid': flag(`pg_get_constraintdef(k.oid) ~ ' NOT VALID$'`),
    'not checked': flag(unchecked),
    comment: `obj_description(k.oid, 'pg_constraint')`,
  })}, 'pg_constraint'::regclass::oid, k.oid, 0, 1
    from relations r join pg_constraint k on k.conrelid = r.oid
   where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0 and (k.conislocal or k.coninhcount = 0)`;

/** Indexes that no constraint made, and no index of a parent. */
const indexes = `
  select format('index %s.%I', r.id, c.relname), ${facts({
    definition: 'pg_get_indexdef(x.indexrelid)',
    invalid: flag('not (x.indisvalid and x.indisready and x.indislive)'),
    comment: `obj_description(c.oid, 'pg_class')`,
  })}, 'pg_class'::regclass::oid, c.oid, 0, 2
    from relations r join pg_index x on x.indrelid = r.oid join pg_class c on c.oid = x.indexrelid
   where not c.relispartition
     and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))`;

const statistics = `
  select format('statistics %s.%I', r.id, s.stxname), ${facts({
    definition: 'pg_get_statisticsobjdef(s.oid)',
    comment: `obj_description(s.oid, 'pg_statistic_ext')`,
  })}, 'pg_statistic_ext'::regclass::oid, s.oid, 0, 3
    from relations r join pg_statistic_ext s on s.stxrelid = r.oid
   where ${notExtended('pg_statistic_ext', 's.oid')}`;

export const constraintsAndIndexes = [constraints, indexes, statistics];
