import { SessionLost } from './session.ts';
import type { Table } from '../catalog/catalog.ts';
import type { Rights } from './rights.ts';
import { Target } from './target.ts';
import { raw, shown, sql } from './sql.ts';
import { decisive, isDenied, judged, said, type Trial } from './verdict.ts';
import type { Arena, Attack, Attacker, AttackingSubject, Attempt } from './types.ts';

type Kinds = readonly AttackingSubject['kind'][];

/** Everybody: also those who forge a context. */
export const everybody: Kinds = ['acting', 'no context', 'forged'];

/** Those who act in a context: what others do not even see says nothing. */
export const acting: Kinds = ['acting'];

interface AttackOnTables {
  readonly name: string;
  readonly title: string;
  readonly kinds?: Kinds;
  readonly bothWays?: boolean;
  /** What is tried on one table. Nothing: the attack does not apply to it. */
  on(target: Target): AsyncIterable<Trial>;
}

/** An attack on each table. What one comes to is the worst of its trials. */
export function onTables({ on, ...attack }: AttackOnTables): Attack {
  const { name } = attack;
  return {
    ...attack,
    async *run(arena, subject) {
      for (const table of arena.catalog.tables) {
        const attempt = await attempted(arena, subject, name, table.ident, (attacker) =>
          tried(arena, attacker, table, on),
        );
        if (attempt) yield attempt;
      }
    },
  };
}

async function* tried(
  arena: Arena,
  attacker: Attacker,
  table: Table,
  on: AttackOnTables['on'],
): AsyncIterable<Trial> {
  const rights = (await arena.rights(attacker))(table.oid);
  // Rights are the role's, whatever its settings say: it was refused when it acted in its own context.
  if (attacker.subject.kind === 'forged' && !hasAny(rights)) return;
  const target = new Target(arena, attacker, table, rights);
  let outcome: Trial['outcome'] | undefined;
  for await (const trial of on(target)) {
    outcome = trial.outcome;
    yield trial;
  }
  const why = arena.filled.unfilled.get(table.oid);
  if (why === undefined || outcome === 'leak' || outcome === 'no access') return;
  // Rows do not matter to whom the table itself is refused.
  if (!hasAny(rights)) {
    const statement = sql`select 1 from ${raw(table.ident)}`;
    const answer = await arena.undone(() => attacker.try(statement));
    if (isDenied(answer)) {
      yield {
        outcome: 'no access',
        answer: said(answer, arena.markers),
        statement: shown(statement),
      };
      return;
    }
  }
  yield { outcome: 'unproved', answer: `There are no rows in it: ${why}`, statement: '' };
}

function hasAny({ select, insert, update, delete: remove, truncate, trigger }: Rights): boolean {
  return select || insert || update || remove || truncate || trigger;
}

/**
 * Tries something as a subject. Whatever goes wrong makes it unproved, and ends nothing else.
 *
 * @returns undefined when nothing was tried.
 * @throws SessionLost
 */
export async function attempted(
  arena: Arena,
  subject: AttackingSubject,
  attack: string,
  object: string,
  trials: (attacker: Attacker) => AsyncIterable<Trial>,
): Promise<Attempt | undefined> {
  const all: Trial[] = [];
  let method: Attempt['method'] = 'set role';
  try {
    await arena.as(subject, async (attacker) => {
      method = attacker.method;
      for await (const trial of trials(attacker)) {
        all.push(trial);
        if (trial.outcome === 'leak') break;
      }
    });
  } catch (error) {
    if (error instanceof SessionLost) throw error;
    const answer = error instanceof Error ? error.message : String(error);
    all.push({ outcome: 'unproved', answer, statement: '' });
  }
  const trial = decisive(all);
  return trial && attemptOf(arena, subject, { attack, object, method }, trial);
}

export function attemptOf(
  arena: Arena,
  subject: AttackingSubject,
  what: Pick<Attempt, 'attack' | 'object' | 'method'>,
  trial: Trial,
): Attempt {
  const { forgery } = subject;
  return {
    ...what,
    subject: subject.name,
    ...(forgery ? { variant: forgery.variant } : {}),
    ...trial,
    outcome: judged(trial.outcome, subject, arena.config.signedContext),
  };
}
