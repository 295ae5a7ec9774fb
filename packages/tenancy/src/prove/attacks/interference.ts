import type { View } from '../../catalog/catalog.ts';
import { attemptOf } from '../attempts.ts';
import { compare } from '../compare.ts';
import { reachOf } from '../reach.ts';
import { commas, name, raw, shown, sql } from '../sql.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { said, type Trial } from '../verdict.ts';
import type { Arena, Attack, Attacker } from '../types.ts';

interface Source {
  readonly oid: number;
  readonly ident: string;
  readonly kind: View['kind'] | 'table';
  readonly columns: readonly string[];
}

/**
 * Noninterference: all that the subject can read from a table or a view is the same whether the other tenant's rows are
 * there or not. It needs no idea of how a row might get out: sums and counts are seen as well.
 */
export const interference: Attack = {
  name: 'interference',
  title: 'See whether the other tenant’s rows are there',
  async *run(arena, subject) {
    const { sources, method } = await arena.as(subject, async (attacker) => ({
      sources: await readable(arena, attacker),
      method: attacker.method,
    }));
    const stale = new Map<number, string>();
    const { compared, left } = await compare(arena, subject, {
      things: sources,
      prepare: () => refresh(arena, sources, stale),
      observe: (attacker, some) => contents(arena, attacker, some),
    });
    for (const [i, source] of sources.entries()) {
      const trial = judge(source, compared[i]!, stale.get(source.oid), left);
      yield attemptOf(arena, subject, { attack: this.name, object: source.ident, method }, trial);
    }
  },
};

async function readable(arena: Arena, attacker: Attacker): Promise<readonly Source[]> {
  const rights = await arena.rights(attacker);
  const tables = arena.catalog.tables
    .filter((table) => reachOf(arena, attacker.subject, table).read !== 'all')
    .map(({ oid, ident }) => ({ oid, ident, kind: 'table' as const }));
  const views = arena.catalog.views.map(({ oid, ident, kind }) => ({ oid, ident, kind }));
  return [...tables, ...views]
    .filter(({ oid }) => rights(oid).select)
    .map((source) => ({ ...source, columns: rights(source.oid).selectable }));
}

/** A materialized view holds what was there when it was last made. */
async function refresh(
  arena: Arena,
  sources: readonly Source[],
  stale: Map<number, string>,
): Promise<void> {
  for (const { oid, ident, kind } of sources) {
    if (kind !== 'materialized') continue;
    const answer = await arena.try(sql`refresh materialized view ${raw(ident)}`);
    if (!answer.ok) stale.set(oid, said(answer, arena.markers));
  }
}

/** One statement for all; one each where that fails. */
async function contents(
  arena: Arena,
  attacker: Attacker,
  sources: readonly Source[],
): Promise<readonly string[]> {
  if (sources.length === 0) return [];
  const parts = sources.map((source, i) => sql`(${contentOf(source)}) as ${raw(`c${i}`)}`);
  const all = await attacker.try(sql`select ${commas(parts)}`);
  if (all.ok) return sources.map((_, i) => String(all.rows[0]?.[`c${i}`]));
  const each: string[] = [];
  for (const source of sources) {
    const answer = await attacker.try(contentOf(source));
    each.push(answer.ok ? String(answer.rows[0]?.['content']) : said(answer, arena.markers));
  }
  return each;
}

function contentOf({ ident, columns }: Source): SqlFragment {
  return sql`select pg_catalog.concat(pg_catalog.count(*), ' ', pg_catalog.sum(
      pg_catalog.hashtextextended(prove_row::text, 0))) as content
    from (select ${commas(columns.map(name))} from ${raw(ident)}) prove_row`;
}

function judge(
  source: Source,
  { comparison, observation }: { comparison: string; observation: string },
  stale: string | undefined,
  left: readonly string[],
): Trial {
  const statement = shown(contentOf(source));
  const trial = (outcome: Trial['outcome'], answer: string) => ({ outcome, answer, statement });
  if (stale !== undefined) return trial('unproved', `it could not be refreshed: ${stale}`);
  if (comparison === 'depends') return trial('leak', 'it depends on the other tenant’s rows');
  if (/^(57|55P03|40|53|54|58|XX)\S{3}: /.test(observation)) return trial('unproved', observation);
  if (comparison === 'random') return trial('unproved', 'it differs from one time to the next');
  if (left.length > 0) {
    return trial('unproved', `rows could not be taken away to compare: ${left.join(', ')}`);
  }
  return trial('blocked', 'the same with the other tenant’s rows and without');
}
