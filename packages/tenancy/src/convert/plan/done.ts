import { quoteLiteral } from '../../catalog/quote.ts';
import type { Conversion } from './conversion.ts';
import type { Phase, Step } from './plan.ts';
import { uniqueChanges } from './uniques.ts';

/*
 * What is looked at when a phase is done: a query of the catalogs that must find nothing, at the end of its file.
 */

/** A phase with the query that says whether it is done. */
export function withProof(phase: Phase, query: string | undefined): Phase {
  if (phase.steps.length === 0 || query === undefined) return phase;
  const proof: Step = {
    id: `${phase.name}.done`,
    title: 'all of this is done',
    tables: [],
    lock: 'none',
    rows: undefined,
    up: { runs: { in: 'check' }, sql: `${query};` },
    down: [],
  };
  return { ...phase, steps: [...phase.steps, proof] };
}

/** Tables of tenants without the tenant key, or with one that may be null. */
export function withoutKey(conversion: Conversion, mayBeNull: boolean): string {
  const { key } = conversion;
  const problem = `has no ${key.name}${mayBeNull ? '' : ', or it may be null'}`;
  return `select concat_ws(' ', t.name, ${literal(problem)}) as problem
  from ${tables(conversion)}
 where not exists (select from pg_catalog.pg_attribute a
   where a.attrelid = pg_catalog.to_regclass(t.name) and a.attname = ${literal(key.name)} and not a.attisdropped${mayBeNull ? '' : ' and a.attnotnull'})`;
}

/** Unique indexes of theirs that do not begin with it, but for those that stay. */
export function uniqueWithoutKey(conversion: Conversion): string {
  const kept = uniqueChanges(conversion)
    .filter((change) => change.kept)
    .map(({ index }) => index.ident);
  return `select concat(i.indexrelid::regclass, ' is still one of all organizations') as problem
  from ${tables(conversion)}
  join pg_catalog.pg_index i on i.indrelid = pg_catalog.to_regclass(t.name)
 where i.indisunique and not i.indisexclusion and not exists (select from pg_catalog.pg_attribute a
   where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname = ${literal(conversion.key.name)})
   and i.indexrelid <> all (array[${kept.map((ident) => `pg_catalog.to_regclass(${literal(ident)})`).join(', ')}]::regclass[])`;
}

/** Those without row security that binds their owner, too. */
export function unsecured(conversion: Conversion): string {
  return `select concat(t.name, ' has no row security that binds its owner') as problem
  from ${tables(conversion)}
  join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(t.name)
 where not (c.relrowsecurity and c.relforcerowsecurity)`;
}

function tables({ targets }: Conversion): string {
  const names = targets.flatMap(({ table, parts }) => [table, ...parts]).map(({ ident }) => ident);
  return `pg_catalog.unnest(array[${names.map(literal).join(', ')}]::text[]) t (name)`;
}

function literal(text: string): string {
  return quoteLiteral(text).trim();
}
