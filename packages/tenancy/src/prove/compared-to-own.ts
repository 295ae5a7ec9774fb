import type { SqlFragment } from '../sql/fragment.ts';
import type { Verb } from './controls.ts';
import type { Target } from './target.ts';
import { isDenied, said, type Trial } from './verdict.ts';
import type { Answer } from './types.ts';

/**
 * What it says that a subject was given nothing: the same statement on its own row tells the isolation from a subject that
 * can do nothing at all.
 *
 * @param answer that gave no row, or a refusal.
 * @param text the answer, as it is reported.
 */
export async function comparedToOwn(
  target: Target,
  verb: Verb,
  statement: SqlFragment,
  answer: Answer,
  text: string,
): Promise<Trial> {
  const { markers } = target.arena;
  const own = await target.control(verb);
  if (own.state !== 'fails') return target.trial('blocked', text, statement);
  // Who is refused its own row as well has no right to begin with, whatever grants say.
  if (isDenied(answer) && own.answer && isDenied(own.answer)) {
    return target.trial('no access', `${text}; so is its own row`, statement);
  }
  // There is nothing to compare with, but it was refused, which no rows at all would not have been.
  if (isDenied(answer) && !own.answer) return target.trial('blocked', text, statement);
  const why = own.answer
    ? `the same on its own row: ${said(own.answer, markers)}`
    : 'it has no row of its own to compare with';
  return target.trial('unproved', `${text}, but ${why}`, statement);
}
