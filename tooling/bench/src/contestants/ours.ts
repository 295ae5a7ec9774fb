import { asc } from 'drizzle-orm';
import { TenantClient, withTenant, type Driver, type TenantClientOptions } from '@startkit/tenancy';
import { tenantDatabase } from '@startkit/tenancy/drizzle';
import { secret } from '../dataset/database.ts';
import { tables, tasks } from '../dataset/schema.ts';
import type { Contestant, ContestantOptions } from './contestant.ts';
import { columns } from './drizzle.ts';

/** Drizzle on a tenant client. No filter: the context is one. */
export function ours(
  driver: Driver,
  { connections }: ContestantOptions,
  options: TenantClientOptions & { readonly signed: boolean },
): Contestant {
  const { signed, ...rest } = options;
  const client = new TenantClient(driver, {
    ...rest,
    ...(signed ? { secret } : {}),
    max: connections,
    maxUses: Infinity,
  });
  const db = tenantDatabase(client, { schema: tables });
  return {
    page: (organizationId) =>
      withTenant({ organizationId }, () =>
        db.select(columns).from(tasks).orderBy(asc(tasks.dueAt)).limit(20),
      ),
    close: () => client.close(),
  };
}
