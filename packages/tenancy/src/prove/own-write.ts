import type { SqlFragment } from '../sql/fragment.ts';
import { comparedToOwn } from './compared-to-own.ts';
import type { Verb } from './controls.ts';
import type { Target } from './target.ts';
import { isDenied, said, saysNothing, type Trial } from './verdict.ts';

/** Writes what the subject may write, in a way that could touch what it may not: what counts is whether that changed. */
export async function writeOwn(target: Target, verb: Verb, statement: SqlFragment): Promise<Trial> {
  const [answer, changed] = await target.attempt(statement);
  const text = said(answer, target.arena.markers);
  if (changed) return target.trial('leak', `${text}, and rows are changed`, statement);
  if (isDenied(answer) && !target.rights[verb]) return target.trial('no access', text, statement);
  // A constraint that stands in the way is an answer: what it tells is another attack's (existence).
  const isAnswer = answer.ok || isDenied(answer) || answer.code.startsWith('23');
  if (saysNothing(answer) || !isAnswer) return target.trial('unproved', text, statement);
  if (answer.ok) return target.trial('blocked', `${text} of its own`, statement);
  return comparedToOwn(target, verb, statement, answer, text);
}
