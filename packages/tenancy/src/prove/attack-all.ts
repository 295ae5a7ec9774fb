import { SessionLost } from './session.ts';
import { attemptOf } from './attempts.ts';
import type { ProofArena } from './arena.ts';
import { NothingForged } from './enter.ts';
import type { Attack, Attempt, AttackingSubject } from './types.ts';

/** How far a run is: `done` of `total` attacks, and which one is tried next. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly subject: string;
  readonly attack: string;
}

export interface AttackAll {
  readonly arena: ProofArena;
  readonly subjects: readonly AttackingSubject[];
  readonly attacks: readonly Attack[];
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Every attack as everybody it is for, subject by subject: entering a context is what takes long. */
export async function* attackAll(run: AttackAll): AsyncIterable<Attempt> {
  const { arena, onProgress, signal } = run;
  const pairs = run.subjects.map((subject) => ({
    subject,
    attacks: run.attacks.filter(
      ({ kinds, bothWays }) =>
        (kinds ?? usual).includes(subject.kind) && (bothWays || !subject.isOther),
    ),
  }));
  const total = pairs.reduce((sum, { attacks }) => sum + attacks.length, 0);
  let done = 0;
  for (const { subject, attacks } of pairs) {
    const why = await whyNot(arena, subject);
    for (const attack of attacks) {
      onProgress?.({ done, total, subject: subject.name, attack: attack.name });
      signal?.throwIfAborted();
      if (why === undefined) {
        for await (const attempt of attacked(arena, subject, attack)) {
          signal?.throwIfAborted();
          yield attempt;
        }
      } else if (!(why instanceof NothingForged)) {
        yield await unproved(arena, subject, attack, why);
      }
      done += 1;
    }
  }
}

const usual: readonly AttackingSubject['kind'][] = ['acting', 'no context'];

/** Why nobody can attack as the subject. */
async function whyNot(arena: ProofArena, subject: AttackingSubject): Promise<unknown> {
  try {
    await arena.as(subject, async () => {});
    return undefined;
  } catch (error) {
    if (error instanceof SessionLost) throw error;
    return error ?? new Error('unknown');
  }
}

/** What goes wrong in one attack ends no other. */
async function* attacked(
  arena: ProofArena,
  subject: AttackingSubject,
  attack: Attack,
): AsyncIterable<Attempt> {
  try {
    yield* attack.run(arena, subject);
  } catch (error) {
    if (error instanceof SessionLost) throw error;
    yield await unproved(arena, subject, attack, error);
  }
}

async function unproved(
  arena: ProofArena,
  subject: AttackingSubject,
  { name: attack }: Attack,
  why: unknown,
): Promise<Attempt> {
  const { method } = await arena.cast.identity(subject);
  const answer = why instanceof Error ? why.message : String(why);
  return attemptOf(
    arena,
    subject,
    { attack, object: subject.base.role, method },
    { outcome: 'unproved', answer, statement: '' },
  );
}
