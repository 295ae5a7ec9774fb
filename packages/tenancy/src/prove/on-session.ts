import type { SqlFragment } from '../sql/fragment.ts';
import { attempted } from './attempts.ts';
import { shown } from './sql.ts';
import { spoils } from './spoils.ts';
import { said, saysNothing, type Trial } from './verdict.ts';
import type { Answer, Arena, Attack, Attacker, AttackingSubject } from './types.ts';

interface AttackOnSession {
  readonly name: string;
  readonly title: string;
  readonly kinds?: readonly AttackingSubject['kind'][];
  /** What is tried, by the object that it is tried on. */
  steps(arena: Arena, attacker: Attacker): AsyncIterable<Step>;
}

/** One way to get more than one has. */
export interface Step {
  /** `role startkit_superadmin`, `schema public`. */
  readonly object: string;
  readonly statement: SqlFragment;
  /** Run before it. Their failing is no answer. */
  readonly before?: readonly SqlFragment[];
  /**
   * What success means by itself. Default: nothing; what the attacker can read then decides.
   */
  readonly success?: 'leak' | 'accepted';
  /** Of an answer that is a success: why. */
  readonly why?: string;
}

/** An attack on the session or the database as a whole: one attempt a step. */
export function onSession({ name, title, kinds, steps }: AttackOnSession): Attack {
  return {
    name,
    title,
    ...(kinds ? { kinds } : {}),
    async *run(arena, subject) {
      const list = await arena.as(subject, async (attacker) => {
        const all: Step[] = [];
        for await (const step of steps(arena, attacker)) all.push(step);
        return all;
      });
      for (const step of list) {
        const attempt = await attempted(
          arena,
          subject,
          name,
          step.object,
          async function* (attacker) {
            yield await tried(arena, attacker, step);
          },
        );
        if (attempt) yield attempt;
      }
    },
  };
}

async function tried(arena: Arena, attacker: Attacker, step: Step): Promise<Trial> {
  for (const statement of step.before ?? []) await attacker.try(statement);
  const answer = await attacker.try(step.statement);
  const statement = shown(step.statement);
  if (!answer.ok)
    return { outcome: refusal(answer), answer: said(answer, arena.markers), statement };
  if (step.success !== undefined) {
    return { outcome: step.success, answer: step.why ?? 'done', statement };
  }
  const tables = await spoils(arena, attacker);
  return tables.length > 0
    ? { outcome: 'leak', answer: `done; reads ${tables.join(', ')}`, statement }
    : { outcome: 'blocked', answer: 'done; reads nothing that is not its own', statement };
}

function refusal(answer: Answer): Trial['outcome'] {
  return saysNothing(answer) ? 'unproved' : 'blocked';
}
