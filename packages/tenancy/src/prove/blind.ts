import type { SqlFragment } from '../sql/fragment.ts';
import { comparedToOwn } from './compared-to-own.ts';
import type { Verb } from './controls.ts';
import type { Target } from './target.ts';
import { isDenied, said, saysNothing, type Trial } from './verdict.ts';

/**
 * Writes all rows that the database lets the subject write, with a statement that names none. It may write its own: what
 * counts is whether others are changed.
 */
export async function writeBlindly(
  target: Target,
  verb: Verb,
  statement: SqlFragment,
): Promise<Trial> {
  const { arena } = target;
  let [answer, changed] = await target.attempt(statement);
  if (!answer.ok && answer.code === '23503') {
    // Foreign keys keep rows, whoever's they are. Without them, row security is all that is in the way.
    const [second, isChanged] = await arena.withoutForeignKeys(target.table, () =>
      target.attempt(statement),
    );
    [answer, changed] = [second, isChanged];
  }
  const text = said(answer, arena.markers);
  if (changed) return target.trial('leak', `${text}, and rows are changed`, statement);
  if (isDenied(answer) && !target.rights[verb]) return target.trial('no access', text, statement);
  if (saysNothing(answer) || (!answer.ok && !isDenied(answer))) {
    return target.trial('unproved', text, statement);
  }
  // It may have none of its own: then there was nothing to write at all.
  if (answer.ok && answer.count > 0) {
    return target.trial('blocked', `${text}, none of them another’s`, statement);
  }
  return comparedToOwn(target, verb, statement, answer, text);
}
