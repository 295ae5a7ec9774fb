import type { Queryable } from '../../catalog/queryable.ts';
import { ConfigurationError } from '../../config/error.ts';
import type { WrittenPlan } from '../files/folder.ts';
import type { FileStep } from '../files/parse.ts';
import { fingerprintOf } from '../survey/fingerprint.ts';
import { surveyForConversion } from '../survey/read.ts';
import { begunConversion } from './journal.ts';

/* When nothing is begun. */

/** @throws ConfigurationError when a step needs the secret, and there is none. */
export function refuseWithoutSecret(steps: readonly FileStep[], secret: string | undefined): void {
  if (secret !== undefined || !steps.some(({ part }) => part.runs.in === 'secret')) return;
  throw new ConfigurationError(
    'TENANT_CONTEXT_SECRET is not set: contexts are signed with it. It is an id, a dot, and 32 random bytes in base64url; ' +
      'whoever enters contexts later, the application above all, needs the same. Nothing was done.',
  );
}

/** @throws ConfigurationError when it is being taken back: half of a key is an old one by then. */
export async function refuseTakenBack(db: Queryable): Promise<void> {
  if ((await begunConversion(db))?.takenBack !== true) return;
  throw new ConfigurationError(
    'This conversion is being taken back. Nothing was done: `tenancy convert rollback` goes on with that, and then it may be run again.',
  );
}

/** @throws ConfigurationError when the schema is another one than the plan was made for. */
export async function refuseChanged(db: Queryable, plan: WrittenPlan): Promise<void> {
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
