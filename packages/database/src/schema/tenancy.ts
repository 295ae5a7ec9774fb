import { createTenantTable } from '@startkit/tenancy/drizzle';
import { organizations } from './core/organizations.ts';

/** `pgTable` for rows that belong to an organization. */
export const tenantTable = createTenantTable(() => organizations.id);

/** SQL for `insertCheck`: a member writes their own id into `column`; the system, which is no member, anybody's. */
export const actsAsThemselves = (column: string) =>
  `((select app.current_user_id()) is null or ${column} = (select app.current_user_id()))`;

/** For `write`: less than any member's role, so that the tenant's own system alone writes: a context without a user. */
export const theSystem = 'system';
