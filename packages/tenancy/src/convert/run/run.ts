import { performance } from 'node:perf_hooks';
import type { Queryable } from '../../catalog/queryable.ts';
import type { WrittenPlan } from '../files/folder.ts';
import type { FileStep } from '../files/parse.ts';
import { defaultPace, type Pace, type PartProgress, type RunContext } from './context.ts';
import { ProblemsFoundError } from './errors.ts';
import { begin, finish, noteAgain, readNotes, type Place, type StepNote } from './journal.ts';
import { runPart } from './part.ts';
import { refuseAnother, refuseChanged, refuseTakenBack, refuseWithoutSecret } from './refusals.ts';
import { prepareSession } from './session.ts';

export interface RunOptions {
  /** One connection, outside a transaction, as the owner of the tables. */
  readonly db: Queryable;
  readonly plan: WrittenPlan;
  readonly pace?: Partial<Pace>;
  /** "id.key": what contexts are signed with. */
  readonly secret?: string | undefined;
  readonly signal: AbortSignal;
  /** Called once, before rows that belong to nobody are looked for. */
  readonly beforeOrphans?: (context: RunContext) => Promise<void>;
  readonly onProgress?: (progress: PartProgress) => void;
  readonly onStep?: (step: StepDone) => void;
}

export interface StepDone {
  readonly phase: string;
  readonly step: FileStep;
  readonly milliseconds: number;
}

export interface RunReport {
  /** Steps that this run did. */
  readonly steps: number;
  /** Steps that an earlier one had done. */
  readonly skipped: number;
}

/**
 * Runs a plan, or goes on with it: what the journal in the database says was done is passed over.
 *
 * @throws ConfigurationError when another plan was begun, or a secret is needed; ConversionStoppedError when rows or locks are in
 * the way; an error of the server. What was done is kept, and the next run goes on from there.
 */
export async function runPlan(options: RunOptions): Promise<RunReport> {
  const { db, plan, secret, signal } = options;
  const all = plan.phases.flatMap(({ name, up }) => up.map((step) => ({ phase: name, step })));
  refuseWithoutSecret(
    all.map(({ step }) => step),
    secret,
  );
  await prepareSession(db, signal);
  await refuseAnother(db, plan);
  await refuseTakenBack(db);
  await refuseChanged(db, plan);
  await begin(db, plan.hash);
  const steps = await runSteps(options, all);
  await finish(db);
  return { steps, skipped: all.length - steps };
}

interface PhaseStep {
  readonly phase: string;
  readonly step: FileStep;
}

/** @returns how many it did. */
async function runSteps(options: RunOptions, all: readonly PhaseStep[]): Promise<number> {
  const { db, beforeOrphans, onStep } = options;
  const context = contextOf(options);
  const notes = await notesByStep(db);
  const last = all.findLastIndex(({ step }) => notes.has(step.id));
  const problems: string[] = [];
  let steps = 0;
  let isPrepared = beforeOrphans === undefined;
  for (const [number, { phase, step }] of all.entries()) {
    const note = notes.get(step.id);
    const isCheck = step.part.runs.in === 'check';
    // What a check looked for is enforced by what came after it.
    if (note?.done === true || (isCheck && number < last)) continue;
    if (!isCheck) await stopAt(db, problems, all);
    if (!isPrepared && step.id.endsWith('.orphans')) {
      await beforeOrphans?.(context);
      isPrepared = true;
    }
    const began = performance.now();
    const found = await problemsOf(() =>
      runPart(context, { step, direction: 'up', part: 0, place: placeOf(note) }),
    );
    problems.push(...found);
    if (found.length > 0) continue;
    steps += 1;
    onStep?.({ phase, step, milliseconds: performance.now() - began });
  }
  await stopAt(db, problems, all);
  return steps;
}

async function notesByStep(db: Queryable): Promise<ReadonlyMap<string, StepNote>> {
  const notes = await readNotes(db);
  return new Map(
    notes.filter(({ direction }) => direction === 'up').map((note) => [note.step, note]),
  );
}

function placeOf(note: StepNote | undefined): Place | undefined {
  return note?.position == null ? undefined : { position: note.position, rows: note.rows ?? 0 };
}

/** Of all that is wrong with the rows something is said at once, not of the first alone. */
async function problemsOf(work: () => Promise<void>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof ProblemsFoundError) return error.problems;
    throw error;
  }
}

/** @throws ProblemsFoundError when there are any. */
async function stopAt(
  db: Queryable,
  problems: readonly string[],
  all: readonly PhaseStep[],
): Promise<void> {
  if (problems.length === 0) return;
  // Whoever mends a row mends those that follow it by a rule, too: the next run fills them in.
  const filling = all.filter(({ step }) => step.part.runs.in === 'batches');
  await noteAgain(
    db,
    filling.map(({ step }) => step.id),
  );
  throw new ProblemsFoundError(problems);
}

export function contextOf(options: RunOptions): RunContext {
  const { db, pace, secret, signal, onProgress } = options;
  return {
    db,
    pace: { ...defaultPace, ...pace },
    secret,
    signal,
    onProgress: onProgress ?? (() => {}),
  };
}
