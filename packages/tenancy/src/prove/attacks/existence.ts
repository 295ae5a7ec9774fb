import type { Unique } from '../../catalog/catalog.ts';
import { onTables } from '../attempts.ts';
import { uniqueColumns } from '../columns.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { insertOf, sameRow } from '../rows.ts';
import { commas, name as quoted, sql } from '../sql.ts';
import type { Target } from '../target.ts';
import { isDenied, said, saysNothing, type Trial } from '../verdict.ts';
import type { FreshRow, MadeRow } from '../types.ts';

/** Unique constraints are checked without policies: who is told "taken" knows that somebody has it. */
export const existence = onTables({
  name: 'existence',
  title: 'Learn from a unique constraint what the other tenant has',
  async *on(target) {
    const { reach, rows, table } = target;
    if (typeof reach.write === 'string' && target.attacker.subject.kind === 'acting') return;
    const theirs = rows.find(({ side }) => side === 'foreign');
    if (!theirs) return;
    const { insert, update } = target.rights;
    if (!insert && !update) {
      yield target.trial('no access', 'no right to INSERT or UPDATE', '');
      return;
    }
    for (const unique of table.uniques) yield* probe(target, unique, theirs);
  },
});

async function* probe(target: Target, unique: Unique, theirs: MadeRow): AsyncIterable<Trial> {
  const { table } = target;
  const fresh = target.fresh('own');
  const columns = uniqueColumns(table, unique);
  // With the tenant in it, it is only ever one's own that is taken.
  if (!fresh || columns.length === 0) return;
  if (columns.includes(table.key ?? '') && table.scope === 'tenant') return;
  if (!unique.nullsNotDistinct && columns.some((column) => theirs.values[column] === null)) {
    const answer = `${unique.name}: the other tenant’s row holds NULL, which is never taken`;
    yield target.trial('unproved', answer, '');
    return;
  }
  const values = columns.map((column) => [column, theirs.values[column] ?? null] as const);
  for (const statement of statements(target, fresh, values)) {
    yield await judged(target, columns, statement);
  }
}

/** By a new row, and by changing one's own. */
function statements(
  { ident, ownRow, rights, table }: Target,
  fresh: FreshRow,
  values: readonly (readonly [string, string | null])[],
): readonly SqlFragment[] {
  const insert = insertOf(table, fresh, Object.fromEntries(values));
  const mayChange = values.every(([column]) => rights.updatable.includes(column));
  if (!ownRow || !mayChange) return [insert];
  const set = commas(values.map(([column, value]) => sql`${quoted(column)} = ${value}`));
  return [insert, sql`update ${ident} set ${set} where ${sameRow(ownRow, rights.selectable)}`];
}

async function judged(
  target: Target,
  columns: readonly string[],
  statement: SqlFragment,
): Promise<Trial> {
  const [answer] = await target.attempt(statement);
  const text = said(answer, target.arena.markers);
  const isTaken = !answer.ok && answer.code === '23505';
  if (isTaken && isUnguessable(target, columns)) {
    return target.trial('blocked', `${text}: a generated id, which tells nothing`, statement);
  }
  if (isTaken) return target.trial('leak', text, statement);
  if (isDenied(answer) && !target.rights.insert) return target.trial('no access', text, statement);
  return target.trial(saysNothing(answer) ? 'unproved' : 'blocked', text, statement);
}

/** Random ids, and numbers that the database gives: nobody learns from them whose they are. */
function isUnguessable({ table }: Target, columns: readonly string[]): boolean {
  return columns.every((name) => {
    const column = table.columns.find((known) => known.name === name);
    const isGiven = column?.identity !== undefined || /\bnextval\(/.test(column?.default ?? '');
    return column?.base.name === 'uuid' || isGiven;
  });
}
