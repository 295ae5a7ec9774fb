import type { SqlFragment } from '../sql/fragment.ts';
import { comparedToOwn } from './compared-to-own.ts';
import type { Verb } from './controls.ts';
import { disclosed } from './markers.ts';
import { sent } from './sql.ts';
import type { Target } from './target.ts';
import { isDenied, said, saysNothing, type Trial } from './verdict.ts';
import type { Answer } from './types.ts';

/** What an answer to an attempt to read says. @param count of rows that must not be read. */
export async function judgeRead(
  target: Target,
  statement: SqlFragment,
  answer: Answer,
  count: number,
): Promise<Trial> {
  const { markers } = target.arena;
  const text = said(answer, markers, count);
  if (answer.ok && count > 0) return target.trial('leak', text, statement);
  const told = whatItTells(target, statement, answer);
  if (told) return told;
  if (isDenied(answer) && !target.rights.select) return target.trial('no access', text, statement);
  return refused(target, 'select', statement, answer, text);
}

/** What an answer to an attempt to write says. @param changed whether rows are others that must not be. */
export async function judgeWrite(
  target: Target,
  verb: Verb,
  statement: SqlFragment,
  answer: Answer,
  changed: boolean,
  absent?: SqlFragment,
): Promise<Trial> {
  const text = said(answer, target.arena.markers);
  if (answer.ok && answer.count > 0) return target.trial('leak', text, statement);
  if (changed) return target.trial('leak', `${text}, and rows are changed`, statement);
  const told = whatItTells(target, statement, answer);
  if (told) return told;
  if (isDenied(answer) && !target.rights[verb]) return target.trial('no access', text, statement);
  if (verb === 'insert' && !answer.ok && isTaken(target, answer)) {
    return target.trial('leak', `${text}: it was let through to its unique constraints`, statement);
  }
  if (!answer.ok && !saysNothing(answer) && absent) {
    const other = await target.arena.undone(() => target.attacker.try(absent));
    if (other.ok) {
      return target.trial(
        'leak',
        `${text}: the row was found, one that is not there is not`,
        statement,
      );
    }
  }
  return refused(target, verb, statement, answer, text);
}

/** Policies are asked before unique constraints. */
function isTaken({ table }: Target, { code, constraint }: Answer & { ok: false }): boolean {
  return code === '23505' && table.uniques.some((unique) => unique.name === constraint);
}

/** An error that holds values of the other tenant's rows. */
function whatItTells(target: Target, statement: SqlFragment, answer: Answer): Trial | undefined {
  if (answer.ok) return undefined;
  const text = `${answer.message} ${answer.detail}`;
  const { markers } = target.arena;
  const known = `${sent(statement)} ${target.attacker.given}`;
  if (disclosed(markers.foreign, text, known) === undefined) return undefined;
  return target.trial(
    'leak',
    `${said(answer, markers)}, with values of the other tenant's rows`,
    statement,
  );
}

/** Nothing was given. Whether that is the isolation's doing, the same statement on the subject's own row says. */
async function refused(
  target: Target,
  verb: Verb,
  statement: SqlFragment,
  answer: Answer,
  text: string,
): Promise<Trial> {
  if (saysNothing(answer)) return target.trial('unproved', text, statement);
  const isRefusal = answer.ok || isDenied(answer);
  if (target.attacker.subject.kind !== 'acting') {
    // A context that does not hold may fail in any way, but for a row that was let through to its constraints.
    const isLate = !answer.ok && answer.code.startsWith('23');
    return target.trial(isLate ? 'unproved' : 'blocked', text, statement);
  }
  if (!isRefusal) return target.trial('unproved', text, statement);
  return comparedToOwn(target, verb, statement, answer, text);
}
