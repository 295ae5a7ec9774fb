import { errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { type Declarations, liveExposures, refuseExposures } from '../rls/exposures.ts';
import { executeRls, type RlsScript } from '../rls/script.ts';
import { declaredSoFar } from '../rls/state.ts';
import { type AttemptOptions, freshSettings, inTransactionThatGivesWay } from './attempts.ts';
import { interrupted, statementFailed } from './failure.ts';
import { writeJournal } from './journal.ts';
import { applyOneByOne, type StatementFailure } from './one-by-one/apply.ts';
import { type Step, tagsOf, type TransactionStep } from './plan.ts';
import { checkSuperadminRights } from './privileges.ts';
import type { Migration } from './registry.ts';

export interface RunContext extends AttemptOptions {
  readonly session: Session;
  readonly rls: RlsScript;
  /** The migration that makes the roles: before it, nobody can be a member of them. */
  readonly first: Migration | undefined;
}

/**
 * Runs the steps in order.
 *
 * @throws OperationError `MIGRATION_FAILED`, `RLS_FAILED`, `LOCK_TIMEOUT`, `PRIVILEGE_MISSING`, `INTERRUPTED`, and as
 * `applyOneByOne`.
 */
export async function runSteps(context: RunContext, steps: readonly Step[]): Promise<void> {
  // Read before the migrations run, which could write it.
  const declared = await declaredSoFar(context.session, context.rls);
  const applied: string[] = [];
  for (const step of steps) {
    try {
      if (step.kind === 'transaction') await runTransaction(context, step, declared);
      else await runStatements(context, step.migration, declared);
    } catch (error) {
      throw interrupted(error, step, applied);
    }
    applied.push(...tagsOf(step));
  }
}

async function runTransaction(
  context: RunContext,
  step: TransactionStep,
  declared: Declarations,
): Promise<void> {
  const { session } = context;
  const transaction = inTransactionThatGivesWay(session, context, async () => {
    for (const migration of step.migrations) {
      await freshSettings(session, context);
      await applyMigration(context, migration);
    }
    // What comes next does not end in the RLS: until the run's end, this is how the database is.
    if (!step.appliesRls) return refuseExposures(session, declared);
    await freshSettings(session, context);
    await checkSuperadminRights(session);
    context.log?.('Row-Level Security');
    await executeRls(session, context.rls);
  });
  await transaction.catch((error: unknown) => {
    throw error instanceof OperationError ? error : commitFailed(error);
  });
}

function commitFailed(cause: unknown): OperationError {
  return new OperationError(
    'MIGRATION_FAILED',
    `The migrations could not be committed: ${errorText(cause)}\nAll of them were rolled back. A ` +
      'deferred constraint is checked at this point: mend the rows it names, and run db:migrate again.',
    { cause },
  );
}

async function runStatements(
  context: RunContext,
  migration: Migration,
  declared: Declarations,
): Promise<void> {
  const { session } = context;
  try {
    await begin(context, migration);
    const failed = (failure: StatementFailure) => statementFailed(migration, failure);
    await applyOneByOne(session, migration, { ...context, failed });
  } catch (error) {
    throw await alsoExposed(context, migration, declared, error);
  } finally {
    await session.run('reset role; reset all').catch(() => undefined);
  }
  const exposed = await liveExposures(session, declared, migration.tag);
  if (exposed !== undefined) throw exposed;
}

/** The error of a migration, which says it as well when the statements before it expose something. */
async function alsoExposed(
  { session }: RunContext,
  migration: Migration,
  declared: Declarations,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof OperationError)) return error;
  await session.run('reset role; reset all').catch(() => undefined);
  const exposed = await liveExposures(session, declared, migration.tag).catch(() => undefined);
  if (exposed === undefined) return error;
  return new OperationError(error.code, `${error.message}\n${exposed.message}`, { cause: error });
}

async function begin({ session, first, log }: RunContext, migration: Migration): Promise<void> {
  if (migration !== first) await checkSuperadminRights(session);
  log?.(migration.tag);
}

async function applyMigration(context: RunContext, migration: Migration): Promise<void> {
  const { session } = context;
  await begin(context, migration);
  const count = migration.statements.length;
  for (const [position, statement] of migration.statements.entries()) {
    try {
      await session.run(statement);
    } catch (cause) {
      throw statementFailed(migration, { position, count, dropped: [], cause });
    }
  }
  await session.run('reset role; reset all');
  await writeJournal(session, migration);
}
