import type { Mode } from './job.ts';
import type { Refusal } from './make.ts';

/** A way in which a row is tried. */
export interface Way extends Mode {
  /** True: as the first subject, in its tenant's context. */
  readonly inContext: boolean;
  /** Whether it may help against what the first way met with. */
  helps(against: Refusal['kind']): boolean;
}

const anything = () => true;
const collisions = (kind: Refusal['kind']) => kind === 'collision';
const errors = (kind: Refusal['kind']) => kind !== 'unsolved';

/** In the order in which they are tried. */
export const ways: readonly Way[] = [
  { lean: false, explicit: false, inContext: false, helps: anything },
  { lean: false, explicit: true, inContext: false, helps: collisions },
  { lean: true, explicit: true, inContext: false, helps: anything },
  { lean: false, explicit: true, inContext: true, helps: errors },
  { lean: true, explicit: true, inContext: true, helps: anything },
];

/** The one that worked for the target's last row before the others. */
export function waysFrom(last: Way | undefined): readonly Way[] {
  return last ? [last, ...ways.filter((way) => way !== last)] : ways;
}
