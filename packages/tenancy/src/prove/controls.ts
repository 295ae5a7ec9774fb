import { changeable } from './columns.ts';
import { within } from './reach.ts';
import { insertOf, sameRow } from './rows.ts';
import { name, raw, sql } from './sql.ts';
import type { Target } from './target.ts';
import type { Answer, MadeRow } from './types.ts';

/*
 * The same as an attack, on what the subject may have: who cannot do it there either has proved nothing by failing
 * elsewhere.
 */

export type Verb = 'select' | 'insert' | 'update' | 'delete';

/** - `none`: the configuration gives the subject nothing of this table. */
export interface Control {
  readonly state: 'works' | 'fails' | 'none';
  readonly answer: Answer | undefined;
}

export async function control(target: Target, verb: Verb): Promise<Control> {
  const limit = verb === 'select' ? target.reach.read : target.reach.write;
  // What people of a tenant may write is known only of those that were made.
  const isUnknown = target.arena.filled.areCommitted === true && verb !== 'select';
  if (limit === 'none' || isUnknown) return { state: 'none', answer: undefined };
  const statement = statementOf(target, verb, target.ownRow);
  if (!statement) return { state: 'fails', answer: undefined };
  const answer = await target.arena.undone(() => target.attacker.try(statement));
  // A foreign key that keeps a row has found it; a unique constraint comes after the policies.
  const late = { delete: '23503', insert: '23505', select: '', update: '' }[verb];
  const isLate = !answer.ok && answer.code === late;
  return { state: (answer.ok && answer.count > 0) || isLate ? 'works' : 'fails', answer };
}

function statementOf(target: Target, verb: Verb, row: MadeRow | undefined) {
  const { table, rights } = target;
  if (verb === 'insert') {
    const fresh = target.fresh('own') ?? target.again('own');
    return fresh && insertOf(table, fresh);
  }
  if (!row) return undefined;
  const itself = sameRow(row, rights.selectable);
  if (verb === 'select') return sql`select 1 from ${raw(table.ident)} where ${itself}`;
  if (verb === 'delete') return sql`delete from ${raw(table.ident)} where ${itself}`;
  const [column] = changeable(table, rights.updatable);
  if (column === undefined) return undefined;
  return sql`update ${raw(table.ident)} set ${name(column)} = ${row.values[column] ?? null} where ${itself}`;
}

/** The first row that was made and is the subject's to read. */
export function ownRow(target: Pick<Target, 'rows' | 'reach'>): MadeRow | undefined {
  return target.rows.find((row) => row.side === 'own' && within(target.reach.read, row));
}
