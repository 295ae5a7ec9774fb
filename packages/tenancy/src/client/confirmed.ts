import type { Step, StepResult } from './driver.ts';
import { confirmContext, verifyConfirmation, type UnitIdentity } from './steps.ts';

/** Each statement followed by its own confirmation. */
export function withConfirmations(
  statements: readonly Step[],
  identity: UnitIdentity,
): readonly Step[] {
  const confirm = confirmContext(identity);
  return statements.flatMap((statement) => [statement, confirm]);
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
