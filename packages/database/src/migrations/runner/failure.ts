import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import type { StatementFailure } from './one-by-one/apply.ts';
import { type Step, tagsOf } from './plan.ts';
import type { Migration } from './registry.ts';

/** The error of a migration whose statement failed: what happened, what was kept, what to do. */
export function statementFailed(migration: Migration, failure: StatementFailure): OperationError {
  const { position, count, cause } = failure;
  if (cause instanceof OperationError) return cause;
  const message =
    `Migration ${migration.tag} failed at statement ${position + 1} of ${count}: ` +
    `${errorText(cause)} (${errorCode(cause) ?? 'no code'})\n` +
    `${whatWasKept(migration, failure)} ${whatToDo(cause)}`;
  return new OperationError('MIGRATION_FAILED', message, { cause });
}

function whatWasKept(
  { transactional }: Migration,
  { position, dropped }: StatementFailure,
): string {
  if (transactional) {
    return 'Everything in its transaction was rolled back, the migrations before it included.';
  }
  const kept = position === 0 ? 'No statement of it is' : `Its first ${position} statement(s) are`;
  const mended =
    dropped.length === 0 ? '' : ` What this one left half made was dropped: ${dropped.join(', ')}.`;
  return (
    `${kept} kept: it runs outside a transaction, and the next run goes on with statement ${position + 1}.` +
    `${mended} Migrations before it are applied.`
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

/** Says of a run that was interrupted, in `step`, what was kept; any other error stays as it is. */
export function interrupted(error: unknown, step: Step, applied: readonly string[]): unknown {
  if (!(error instanceof OperationError) || error.code !== 'INTERRUPTED') return error;
  const kept =
    applied.length === 0
      ? 'No migration was applied.'
      : `Applied, and kept: ${applied.join(', ')}.`;
  const half =
    step.kind === 'statements'
      ? ` ${tagsOf(step).join()} runs outside a transaction: its statements that had ended are kept.`
      : '';
  return new OperationError(
    'INTERRUPTED',
    `${error.message} ${kept}${half} Run db:migrate again: it goes on from here.`,
    { cause: error },
  );
}
