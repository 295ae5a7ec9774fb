import { CommitFailedError } from '../errors/client.ts';
import type { DriverConnection, Step, StepResult } from './driver.ts';
import { confirmContext, verifyConfirmation, type UnitIdentity } from './steps.ts';

/** Each statement followed by its own confirmation, the first of which is the transaction's `firstStep`-th. */
export function withConfirmations(
  statements: readonly Step[],
  identity: UnitIdentity,
  firstStep = 0,
): readonly Step[] {
  return statements.flatMap((statement, i) => {
    const confirmation = confirmContext(identity, firstStep + i);
    return [statement, { ...confirmation, gate: i < statements.length - 1 }];
  });
}

/**
 * The results of `statements` statements, once each one's confirmation is verified.
 *
 * @throws TenantContextMismatchError
 */
export function confirmedResults(
  statements: number,
  answers: readonly StepResult[],
  identity: UnitIdentity,
  startedAt: string,
): readonly StepResult[] {
  return Array.from({ length: statements }, (_, i) => {
    verifyConfirmation(answers[2 * i + 1], identity, startedAt);
    return answers[2 * i]!;
  });
}

/** @throws CommitFailedError when the transaction was rolled back instead, or stands still. */
export function verifyCommit(ending: StepResult | undefined, { status }: DriverConnection): void {
  if (ending?.command === 'COMMIT' && status === 'idle') return;
  throw new CommitFailedError(`the server answered ${ending?.command ?? 'nothing'}`);
}

/** The same of a transaction that ends by itself. @throws CommitFailedError when a statement left it open. */
export function verifyEnd({ status }: DriverConnection): void {
  if (status !== 'idle') throw new CommitFailedError('a statement began a transaction in it');
}
