import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { type Declarations, liveExposures, refuseExposures } from '../rls/exposures.ts';
import { executeRls, type RlsScript } from '../rls/script.ts';
import { declaredSoFar } from '../rls/state.ts';
import { type AttemptOptions, freshSettings, inTransactionThatGivesWay } from './attempts.ts';
import { writeJournal } from './journal.ts';
import type { Step, TransactionStep } from './plan.ts';
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
 * @throws OperationError `MIGRATION_FAILED`, `RLS_FAILED`, `LOCK_TIMEOUT` or `PRIVILEGE_MISSING`.
 */
export async function runSteps(context: RunContext, steps: readonly Step[]): Promise<void> {
  // Read before the migrations run, which could write it.
  const declared = await declaredSoFar(context.session, context.rls);
  for (const step of steps) {
    if (step.kind === 'transaction') await runTransaction(context, step, declared);
    else await runStatements(context, step.migration, declared);
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
    // No lock_timeout: CREATE INDEX CONCURRENTLY waits for older transactions by design, and when
    // it is cut short it leaves an invalid index behind.
    await session.run('reset role; reset all; set statement_timeout = 0');
    await applyMigration(context, migration);
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

async function applyMigration(context: RunContext, migration: Migration): Promise<void> {
  const { session } = context;
  if (migration !== context.first) await checkSuperadminRights(session);
  context.log?.(migration.tag);
  for (const [index, statement] of migration.statements.entries()) {
    try {
      await session.run(statement);
    } catch (cause) {
      throw migrationFailed(migration, index, cause);
    }
  }
  await session.run('reset role; reset all');
  await writeJournal(session, migration);
}

function migrationFailed(migration: Migration, index: number, cause: unknown): OperationError {
  if (cause instanceof OperationError) return cause;
  const message =
    `Migration ${migration.tag} failed at statement ${index + 1} of ${migration.statements.length}: ` +
    `${errorText(cause)} (${errorCode(cause) ?? 'no code'})\n` +
    `${whatWasKept(migration, index)} ${whatToDo(cause)}`;
  return new OperationError('MIGRATION_FAILED', message, { cause });
}

function whatWasKept(migration: Migration, index: number): string {
  if (migration.transactional) {
    return 'Everything in its transaction was rolled back, the migrations before it included.';
  }
  const kept = index === 0 ? 'No statement of it is' : `Its first ${index} statement(s) are`;
  return (
    `${kept} kept: it runs outside a transaction. Migrations before it are applied. Write its ` +
    'statements so that they can be repeated (if not exists), and drop an index that was left invalid.'
  );
}

function whatToDo(cause: unknown): string {
  if (errorCode(cause) === '55P04') {
    return (
      'A new enum value can be used only after the transaction that adds it: make ' +
      '"-- startkit: no-transaction" the first line of the migration that adds the value.'
    );
  }
  if (errorCode(cause) === '25001') {
    return 'It cannot run inside a transaction: make "-- startkit: no-transaction" its first line.';
  }
  return 'Correct the file, and run db:migrate again.';
}
