import { readEnvironment, type EnvironmentSource } from '@startkit/database';
import { z } from 'zod';

/** How this worker works. */
export interface WorkerEnvironment {
  /** Days for which a deleted project can be restored. */
  readonly projectRetentionDays: number;
  /** Jobs of one queue that this process runs at once. */
  readonly concurrency: number;
}

const wholeNumber = (least: number, most: number, otherwise: number) =>
  z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce
      .number({ error: 'is not a number' })
      .int({ error: 'is not a whole number' })
      .min(least, { error: `is less than ${least}` })
      .max(most, { error: `is more than ${most}` })
      .default(otherwise),
  );

const variables = z.object({
  PROJECT_RETENTION_DAYS: wholeNumber(1, 3650, 30),
  WORKER_CONCURRENCY: wholeNumber(1, 100, 4),
});

/**
 * Reads the environment; the only place of the worker that does. Connection strings are read by
 * `@startkit/database`.
 *
 * @throws Error naming each variable that is malformed.
 */
export function readWorkerEnvironment(
  source: EnvironmentSource = processEnvironment(),
): WorkerEnvironment {
  const result = variables.safeParse(source);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}.`,
    );
    throw new Error(`${problems.join('\n')}\nNothing was started. Correct it, or leave it unset.`);
  }
  return {
    projectRetentionDays: result.data.PROJECT_RETENTION_DAYS,
    concurrency: result.data.WORKER_CONCURRENCY,
  };
}

function processEnvironment(): EnvironmentSource {
  // Checks the variables of the database, and reads .env in the repository's root.
  readEnvironment();
  return process.env;
}
