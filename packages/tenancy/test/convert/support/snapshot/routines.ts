import { isOwn, json, prelude } from './prelude.ts';

const aggregate = json({
  transition: 'a.aggtransfn::text',
  state: 'a.aggtranstype::regtype::text',
  final: 'a.aggfinalfn::text',
  combine: 'a.aggcombinefn::text',
  initial: 'a.agginitval',
  sort: 'nullif(a.aggsortop, 0)::regoperator::text',
});

const type = json({
  owner: 't.typowner::regrole::text',
  kind: 't.typtype',
  labels:
    '(select array_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)',
  base: 'format_type(nullif(t.typbasetype, 0), t.typtypmod)',
  notNull: 'nullif(t.typnotnull, false)',
  default: 't.typdefault',
  collation: `case t.typtype when 'd' then nullif(t.typcollation, 0)::regcollation::text end`,
  subtype: 'r.rngsubtype::regtype::text',
  multirange: 'r.rngmultitypid::regtype::text',
});

/** Functions and types. */
export const routines: readonly string[] = [
  `${prelude} select format('function %s owner %s %s', p.oid::regprocedure, p.proowner::regrole,
      case p.prokind when 'a' then ${aggregate}::text else pg_get_functiondef(p.oid) end) as line
    from pg_proc p join chosen on chosen.oid = p.pronamespace left join pg_aggregate a on a.aggfnoid = p.oid
    where ${isOwn('pg_proc', 'p.oid')}`,

  `${prelude} select format('type %s %s', t.oid::regtype, ${type}) as line
    from pg_type t join chosen on chosen.oid = t.typnamespace left join pg_range r on r.rngtypid = t.oid
    where t.typtype in ('b', 'd', 'e', 'r') and ${isOwn('pg_type', 't.oid')}
      and not exists (select from pg_type element where element.typarray = t.oid)`,
];
