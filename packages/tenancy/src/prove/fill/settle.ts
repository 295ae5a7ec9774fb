import type { Queryable } from '../../catalog/queryable.ts';
import { held } from './savepoint.ts';
import { describeError } from './server-error.ts';

/** What a COMMIT would say now of constraints that wait for it; nothing changes. Undefined: it would be let through. */
export async function refusedAtCommit(admin: Queryable): Promise<string | undefined> {
  return held(admin, async (tried) => {
    const answer = await tried.try('set constraints all immediate');
    if (answer.error) return describeError(answer.error);
    await tried.undo();
    return undefined;
  });
}
