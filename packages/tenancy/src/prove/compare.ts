import { withoutForeign } from './absence.ts';
import type { Arena, Attacker, AttackingSubject } from './types.ts';

/** What was observed of something: a text, the same for the same. */
export type Observation = string;

/**
 * - `same`: whether the other tenant's rows are there makes no difference.
 * - `depends`: it does.
 * - `random`: it differs from one time to the next anyway.
 */
export type Comparison = 'same' | 'depends' | 'random';

export interface Compared {
  readonly comparison: Comparison;
  /** With the other tenant's rows there. */
  readonly observation: Observation;
}

export interface Comparing<Thing> {
  readonly things: readonly Thing[];
  /** Run by the admin before each time. */
  readonly prepare?: () => Promise<void>;
  observe(attacker: Attacker, things: readonly Thing[]): Promise<readonly Observation[]>;
}

/**
 * Observes things as the subject with the other tenant's rows there and without them: twice, where it makes a difference.
 *
 * @returns of each thing, and the tables whose rows stayed.
 */
export async function compare<Thing>(
  arena: Arena,
  subject: AttackingSubject,
  { things, prepare, observe }: Comparing<Thing>,
): Promise<{ readonly compared: readonly Compared[]; readonly left: readonly string[] }> {
  let left: readonly string[] = [];
  const look = (some: readonly Thing[], isWithout: boolean) =>
    arena.undone(async () => {
      if (isWithout) left = await withoutForeign(arena);
      await prepare?.();
      return arena.as(subject, (attacker) => observe(attacker, some));
    });
  const withThem = await look(things, false);
  const without = await look(things, true);
  const differing = things.filter((_, i) => withThem[i] !== without[i]);
  const again = differing.length > 0 ? await look(differing, false) : [];
  const withoutAgain = differing.length > 0 ? await look(differing, true) : [];
  const compared = things.map((thing, i): Compared => {
    const observation = withThem[i] ?? '';
    const at = differing.indexOf(thing);
    if (at < 0) return { comparison: 'same', observation };
    const isStable = again[at] === observation && withoutAgain[at] === without[i];
    return { comparison: isStable ? 'depends' : 'random', observation };
  });
  return { compared, left };
}
