import { db, withTenant } from '@startkit/database';
import { sql } from 'drizzle-orm';

/** An organization that is not there: the whole way to the database is gone, and no row is seen. */
const noOrganization = '00000000-0000-0000-0000-000000000000';

/**
 * Asks the database for a sign of life, through the tenant client.
 *
 * @returns how long it took, in milliseconds.
 */
export async function checkDatabase(): Promise<number> {
  const start = performance.now();
  await withTenant({ organizationId: noOrganization }, () => db.execute(sql`select 1`));
  return performance.now() - start;
}
