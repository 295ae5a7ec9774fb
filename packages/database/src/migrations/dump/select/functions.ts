import { facts, grants, notExtended, owner, withheld } from '../sql.ts';

// pg_get_functiondef() refuses aggregates.
const aggregate = `(select concat_ws(', ', 'SFUNC = ' || g.aggtransfn::regproc::text,
           'STYPE = ' || format_type(g.aggtranstype, null),
           'FINALFUNC = ' || nullif(g.aggfinalfn, 0)::regproc::text,
           'COMBINEFUNC = ' || nullif(g.aggcombinefn, 0)::regproc::text,
           'INITCOND = ' || quote_literal(g.agginitval),
           'SORTOP = ' || nullif(g.aggsortop, 0)::regoperator::text,
           'PARALLEL = ' || case p.proparallel when 's' then 'SAFE' when 'r' then 'RESTRICTED' end)
      from pg_aggregate g where g.aggfnoid = p.oid)`;

const signature = `format('%s.%I(%s)', n.id, p.proname, oidvectortypes(p.proargtypes))`;

const definition = `array_to_json(string_to_array(rtrim(case
    when p.prokind = 'a' then format('CREATE AGGREGATE %s (%s)', ${signature}, ${aggregate})
    else pg_get_functiondef(p.oid) end, E'\\n'), E'\\n'))`;

/** Functions, procedures, aggregates and window functions, by name and types of arguments. */
export const functions = [
  `select 'function ' || ${signature}, ${facts({
    is: `case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' end`,
    owner: owner('p.proowner'),
    'withheld from owner': withheld('p.proacl', 'f', 'p.proowner'),
    grants: grants('p.proacl', 'f', 'p.proowner'),
    comment: `obj_description(p.oid, 'pg_proc')`,
    definition,
  })}, 'pg_proc'::regclass::oid, p.oid, 0, 0
     from pg_proc p join looked n on n.oid = p.pronamespace
    where ${notExtended('pg_proc', 'p.oid')}
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                        and d.deptype = 'i')`,
];
