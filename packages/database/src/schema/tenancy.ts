import { createTenantTable } from '@startkit/tenancy/drizzle';
import { organizations } from './core/organizations.ts';

/** `pgTable` for rows that belong to an organization. */
export const tenantTable = createTenantTable(() => organizations.id);
