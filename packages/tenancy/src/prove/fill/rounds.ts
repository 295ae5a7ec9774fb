import type { Queryable } from '../../catalog/queryable.ts';
import { doStep, type Reasons } from './fill-tables.ts';
import type { Filling } from './filling.ts';
import { stepsOf } from './plan/order.ts';
import { needsOfAll } from './plan/plan.ts';
import { held } from './savepoint.ts';
import { refusedAtCommit } from './settle.ts';

/** How many tables may turn out to be the ones that a deferred constraint does not let through. */
const most = 12;

export interface Result {
  readonly filling: Filling;
  readonly reasons: Reasons;
}

/**
 * Fills all tables so that a COMMIT would be let through. Constraints that wait for it say no word about who is to
 * blame: when one refuses, all is done again, it is asked after each step, and the tables since which it refuses are left out.
 */
export async function fillAll(
  admin: Queryable,
  prepare: (excluded: Reasons) => Filling,
): Promise<Result> {
  const excluded: Reasons = new Map();
  for (let round = 0; ; round += 1) {
    const result = await held(admin, async (tried) => {
      const filling = prepare(excluded);
      const reasons: Reasons = new Map(excluded);
      const blamed = await fillOnce(filling, reasons, round > 0);
      if (blamed === undefined || round === most) return { filling, reasons };
      await tried.undo();
      // What could not be filled by itself need not be tried again.
      const hopeless = [...reasons].filter(([, { kind }]) => kind !== 'missing');
      return [...blamed, ...hopeless];
    });
    if ('filling' in result) return result;
    for (const [oid, reason] of result) excluded.set(oid, reason);
  }
}

/** @returns undefined when a COMMIT would be let through; otherwise whom to leave out, where that was watched. */
async function fillOnce(
  filling: Filling,
  reasons: Reasons,
  isWatched: boolean,
): Promise<Reasons | undefined> {
  let blamed: Reasons | undefined;
  for (const step of stepsOf(needsOfAll(filling.families, filling.owners))) {
    await doStep(filling, step, reasons);
    if (!isWatched) continue;
    const refused = await refusedAtCommit(filling.admin);
    const reason = `its rows could not be committed: ${refused}`;
    const blame = () => new Map(step.of.map((oid) => [oid, { reason, kind: 'final' as const }]));
    blamed = refused === undefined ? undefined : (blamed ?? blame());
  }
  if (isWatched) return blamed;
  return (await refusedAtCommit(filling.admin)) === undefined ? undefined : new Map();
}
