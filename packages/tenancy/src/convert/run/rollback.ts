import { performance } from 'node:perf_hooks';
import { ConfigurationError } from '../../config/error.ts';
import type { WrittenPlan } from '../files/folder.ts';
import type { FileStep } from '../files/parse.ts';
import {
  beginTakingBack,
  begunConversion,
  forget,
  noteUndone,
  readNotes,
  type StepNote,
} from './journal.ts';
import { runPart } from './part.ts';
import { refuseAnother } from './refusals.ts';
import { contextOf, type RunOptions } from './run.ts';
import { prepareSession } from './session.ts';

export interface RollbackReport {
  /** Steps that were taken back. */
  readonly steps: number;
}

/**
 * Takes back what was done of a plan, in the opposite order, whatever step it had come to. At the end nothing of the conversion is
 * left in the database but the server's roles.
 *
 * @throws ConfigurationError when nothing was begun, or another plan; as `runPlan`.
 */
export async function rollBack(options: RunOptions): Promise<RollbackReport> {
  const { db, plan, onStep } = options;
  await prepareSession(db, options.signal);
  if ((await begunConversion(db)) === undefined) {
    throw new ConfigurationError(
      'No conversion of this database has begun: there is nothing to take back.',
    );
  }
  await refuseAnother(db, plan);
  await beginTakingBack(db);
  const context = contextOf(options);
  const notes = await readNotes(db);
  let steps = 0;
  for (const { phase, id, parts } of toTakeBack(plan, notes)) {
    const began = performance.now();
    const done = new Set(
      notes
        .filter(({ step, direction }) => step === id && direction === 'down')
        .map(({ part }) => part),
    );
    for (const [part, step] of parts.entries()) {
      if (done.has(part)) continue;
      await runPart(context, { step, direction: 'down', part, place: undefined });
    }
    await noteUndone(db, id);
    steps += 1;
    const [step] = parts;
    if (step) onStep?.({ phase, step, milliseconds: performance.now() - began });
  }
  await forget(db);
  return { steps };
}

interface Undo {
  readonly phase: string;
  readonly id: string;
  readonly parts: readonly FileStep[];
}

/** Steps that were done, and the one that was begun, the last first. */
function toTakeBack(plan: WrittenPlan, notes: readonly StepNote[]): readonly Undo[] {
  const noted = new Set(notes.map(({ step }) => step));
  const all = plan.phases.flatMap(({ name, up, down }) =>
    up.map(({ id, part }) => ({
      phase: name,
      id,
      runs: part.runs.in,
      parts: down.filter((one) => one.id === id),
    })),
  );
  const last = all.findLastIndex(({ id }) => noted.has(id));
  // An index that is being made is noted only when it is there. What runs in a transaction is noted, or was not done.
  const next = all.findIndex(({ runs }, i) => i > last && runs !== 'check');
  const end = all[next]?.runs === 'alone' ? next + 1 : last + 1;
  return all.slice(0, end).toReversed();
}
