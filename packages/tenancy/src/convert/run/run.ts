import { performance } from 'node:perf_hooks';
import type { Queryable } from '../../catalog/queryable.ts';
import { ConfigurationError } from '../../config/error.ts';
import type { WrittenPlan } from '../files/folder.ts';
import type { FileStep } from '../files/parse.ts';
import { fingerprintOf } from '../survey/fingerprint.ts';
import { surveyForConversion } from '../survey/read.ts';
import { defaultPace, type Pace, type PartProgress, type RunContext } from './context.ts';
import { ProblemsFoundError } from './errors.ts';
import { begin, begunConversion, finish, readNotes } from './journal.ts';
import { runPart } from './part.ts';
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
  const { db, plan, onStep } = options;
  const all = plan.phases.flatMap(({ name, up }) => up.map((step) => ({ phase: name, step })));
  refuseWithoutSecret(
    all.map(({ step }) => step),
    options.secret,
  );
  const context = contextOf(options);
  await prepareSession(db, options.signal);
  await refuseAnother(db, plan);
  await refuseChanged(db, plan);
  await begin(db, plan.hash);
  const notes = new Map(
    (await readNotes(db))
      .filter(({ direction }) => direction === 'up')
      .map((note) => [note.step, note]),
  );
  const problems: string[] = [];
  let steps = 0;
  let prepared = options.beforeOrphans === undefined;
  const last = all.findLastIndex(({ step }) => notes.has(step.id));
  for (const [number, { phase, step }] of all.entries()) {
    const note = notes.get(step.id);
    // What a check looked for is enforced by what came after it.
    const isPast = step.part.runs.in === 'check' && number < last;
    if (note?.done === true || isPast) continue;
    if (step.part.runs.in !== 'check') refuseProblems(problems);
    if (!prepared && step.id.endsWith('.orphans')) {
      await options.beforeOrphans?.(context);
      prepared = true;
    }
    const began = performance.now();
    const place =
      note?.position == null ? undefined : { position: note.position, rows: note.rows ?? 0 };
    try {
      await runPart(context, { step, direction: 'up', part: 0, place });
    } catch (error) {
      // Of all that is wrong with the rows something is said at once.
      if (!(error instanceof ProblemsFoundError)) throw error;
      problems.push(...error.problems);
      continue;
    }
    steps += 1;
    onStep?.({ phase, step, milliseconds: performance.now() - began });
  }
  refuseProblems(problems);
  await finish(db);
  return { steps, skipped: all.length - steps };
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new ProblemsFoundError(problems);
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

function refuseWithoutSecret(steps: readonly FileStep[], secret: string | undefined): void {
  if (secret !== undefined || !steps.some(({ part }) => part.runs.in === 'secret')) return;
  throw new ConfigurationError(
    'TENANT_CONTEXT_SECRET is not set: contexts are signed with it. It is an id, a dot, and 32 random bytes in base64url; ' +
      'whoever enters contexts later, the application above all, needs the same. Nothing was done.',
  );
}

/** @throws ConfigurationError when the schema is another one than the plan was made for. */
async function refuseChanged(db: Queryable, plan: WrittenPlan): Promise<void> {
  if ((await begunConversion(db)) !== undefined) return;
  if (fingerprintOf(await surveyForConversion(db)) === plan.about.fingerprint) return;
  throw new ConfigurationError(
    'The schema of this database is not the one that the plan was made for. Nothing was done: plan again.',
  );
}

/** @throws ConfigurationError when the database is in the middle of another plan. */
export async function refuseAnother(db: Queryable, plan: WrittenPlan): Promise<void> {
  const begun = await begunConversion(db);
  if (begun === undefined || begun.planHash === plan.hash) return;
  throw new ConfigurationError(
    'This is not the plan that the conversion of this database began with: a file was changed, or it is another folder. ' +
      'Go on with the one it began with, or take that back first (tenancy convert rollback).',
  );
}
