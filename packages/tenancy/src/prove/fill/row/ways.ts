import type { Mode } from './job.ts';
import type { Refusal } from './make.ts';

/** A way in which a row is tried. */
export interface Way extends Mode {
  /** True: as the first subject, in its tenant's context. */
  readonly inContext: boolean;
  /** What of the first way's refusals it may help against. */
  readonly against: readonly Refusal['kind'][];
}

const plain: Omit<Way, 'against'> = {
  lean: false,
  explicit: false,
  lent: false,
  inContext: false,
};

/** In the order in which they are tried. */
export const ways: readonly Way[] = [
  { ...plain, against: ['unsolved', 'collision', 'other'] },
  { ...plain, explicit: true, against: ['collision'] },
  { ...plain, explicit: true, lent: true, against: ['unsolved'] },
  { ...plain, explicit: true, lean: true, against: ['unsolved', 'collision', 'other'] },
  { ...plain, explicit: true, inContext: true, against: ['collision', 'other'] },
  {
    ...plain,
    explicit: true,
    lean: true,
    inContext: true,
    against: ['unsolved', 'collision', 'other'],
  },
];

/** The one that worked for the target's last row before the others. */
export function waysFrom(last: Way | undefined): readonly Way[] {
  return last ? [last, ...ways.filter((way) => way !== last)] : ways;
}
