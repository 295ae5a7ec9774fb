import { checkConnections } from './checks/connections.ts';
import { checkContext } from './checks/context.ts';
import { checkMigrations } from './checks/migrations.ts';
import { checkServer } from './checks/server.ts';
import type { Diagnosis, Patient } from './diagnosis.ts';

/**
 * Looks at everything that stands between the application and its database. Changes nothing.
 *
 * @returns one diagnosis a thing looked at, in the order in which to mend them.
 */
export async function examine(patient: Patient): Promise<readonly Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const check of [checkConnections, checkServer, checkMigrations, checkContext]) {
    found.push(...(await check(patient)));
  }
  return found;
}
