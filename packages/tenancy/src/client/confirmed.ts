import type { Step, StepResult } from './driver.ts';
import { confirmContext, verifyConfirmation } from './steps.ts';

/** Each statement followed by its own confirmation. */
export function withConfirmations(statements: readonly Step[], nonce: string): readonly Step[] {
  const confirm = confirmContext(nonce);
  return statements.flatMap((statement) => [statement, confirm]);
}

/**
 * The statements' results, once all confirmations among the answers are verified.
 *
 * @throws TenantContextMismatchError
 */
export function confirmedResults(
  answers: readonly StepResult[],
  nonce: string,
  startedAt: string,
): readonly StepResult[] {
  answers
    .filter((_, i) => i % 2 === 1)
    .forEach((confirmation) => verifyConfirmation(confirmation, nonce, startedAt));
  return answers.filter((_, i) => i % 2 === 0);
}
