import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import type { ExpectedAccess, ExpectedPolicy } from '../config/config.ts';

/*
 * The server keeps a policy's expression as it understood it, and prints that in its own words: `a = f()` for what was
 * compiled as `a=public.f ()`. To compare, it is made to print what was compiled as well: in a transaction that is
 * rolled back, policies are made from it on a temporary table of the same name and columns. The tables themselves are not
 * touched, nor locked.
 */

/** A policy that must be there, and how the server prints it. */
export interface PrintedPolicy extends ExpectedPolicy {
  readonly printedUsing?: string | null;
  readonly printedCheck?: string | null;
  /** Why the server did not take it. */
  readonly problem?: string;
}

export interface PrintedAccess {
  readonly table: string;
  readonly policies: readonly PrintedPolicy[];
}

export interface PrintedPolicies {
  readonly tables: readonly PrintedAccess[];
  /** Why nothing was printed: the policies can only be compared as text. */
  readonly unprinted: string | undefined;
}

/** @throws Error of the server, when it ends the connection. */
export async function printedPolicies(
  db: Queryable,
  expected: readonly ExpectedAccess[],
): Promise<PrintedPolicies> {
  try {
    await db.query('begin transaction read write');
    await db.query('set local search_path = pg_catalog, pg_temp');
    await db.query(`select pg_catalog.set_config('tenancy.expected', $1, true)`, [
      JSON.stringify(expected),
    ]);
    await db.query(printing);
    const [row] = await rowsOf<{ printed: string }>(
      db,
      `select pg_catalog.current_setting('tenancy.printed') as printed`,
    );
    return { tables: JSON.parse(row?.printed ?? '[]') as PrintedAccess[], unprinted: undefined };
  } catch (error) {
    return { tables: expected, unprinted: error instanceof Error ? error.message : String(error) };
  } finally {
    await db.query('rollback');
  }
}

// One table for all policies that look at the same columns, with the real one's name only where they say it: schemas repeat
// themselves. Each is in a subtransaction of its own that ends in an error: its locks go with it, and thousands fit.
const printing = `do $do$
declare
  places jsonb;
  work record;
  policy jsonb;
  creating text;
  done jsonb[] := '{}';
begin
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
           'access', e.nth, 'policy', p.policy, 'relation', used.relation, 'columns', used.columns))
    into places
    from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('tenancy.expected')::jsonb) with ordinality e (access, nth)
    cross join pg_catalog.jsonb_array_elements(e.access -> 'policies') p (policy)
    cross join pg_catalog.parse_ident(e.access ->> 'table') part
    cross join pg_catalog.lower(pg_catalog.concat_ws(' ', p.policy ->> 'using', p.policy ->> 'check')) said
    join pg_catalog.pg_namespace n
      on n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = part[pg_catalog.cardinality(part)]
    cross join lateral (
      select case when pg_catalog.strpos(said, pg_catalog.lower(c.relname)) > 0 then c.relname else 'printed policies' end,
             (select coalesce(pg_catalog.string_agg(
                       pg_catalog.format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' order by a.attname), '')
                from pg_catalog.pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 and pg_catalog.strpos(said, pg_catalog.lower(a.attname)) > 0)
    ) used (relation, columns);

  for work in
    select relation, columns, pg_catalog.jsonb_agg(distinct place.policy - 'name') as policies
      from pg_catalog.jsonb_to_recordset(places) place (relation text, columns text, policy jsonb)
     group by relation, columns
  loop
    begin
      execute pg_catalog.format('create temporary table %I (%s)', work.relation, work.columns);
      for policy in select pg_catalog.jsonb_array_elements(work.policies) loop
        creating := pg_catalog.format('create policy p on pg_temp.%I for %s to %s %s %s', work.relation, policy ->> 'command',
          case policy ->> 'role' when 'public' then 'public' else pg_catalog.quote_ident(policy ->> 'role') end,
          'using (' || (policy ->> 'using') || ')', 'with check (' || (policy ->> 'check') || ')');
        begin
          -- Only what was compiled is looked for in public, as it was then. Nothing is run there.
          perform pg_catalog.set_config('search_path', 'public, pg_temp', true);
          execute creating;
          perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
          select done || (pg_catalog.to_jsonb(work) || pg_catalog.jsonb_build_object('policy', policy, 'printed',
                   pg_catalog.jsonb_build_object('printedUsing', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
                                                 'printedCheck', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))))
            into done
            from pg_catalog.pg_policy p
           where p.polrelid = pg_catalog.format('pg_temp.%I', work.relation)::pg_catalog.regclass;
          execute pg_catalog.format('drop policy p on pg_temp.%I', work.relation);
        exception when others then
          done := done || (pg_catalog.to_jsonb(work) || pg_catalog.jsonb_build_object('policy', policy, 'printed',
                    pg_catalog.jsonb_build_object('problem', sqlerrm)));
        end;
      end loop;
      raise sqlstate 'TP000';
    exception when sqlstate 'TP000' then
      null;
    end;
  end loop;

  perform pg_catalog.set_config('tenancy.printed', (
    select coalesce(pg_catalog.jsonb_agg(e.access || pg_catalog.jsonb_build_object('policies', coalesce(p.policies, e.access -> 'policies'))), '[]')
      from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('tenancy.expected')::jsonb) with ordinality e (access, nth)
      left join (
        select place.access, pg_catalog.jsonb_agg(place.policy || coalesce(d.printed, '{}')) as policies
          from pg_catalog.jsonb_to_recordset(places) place (access bigint, relation text, columns text, policy jsonb)
          left join (select one ->> 'relation', one ->> 'columns', one -> 'policy', one -> 'printed'
                       from pg_catalog.unnest(done) one) d (relation, columns, policy, printed)
            on d.relation = place.relation and d.columns = place.columns and d.policy = place.policy - 'name'
         group by place.access
      ) p on p.access = e.nth)::text, true);
end $do$`;
