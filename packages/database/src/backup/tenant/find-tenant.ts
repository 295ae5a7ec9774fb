import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { quoteName } from '../sql-text.ts';
import { slugColumn } from './kit.ts';
import { rowsOf, type TenantPlan } from './plan/tenant-plan.ts';

export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** @throws OperationError `NOT_FOUND` when no organization has this slug. */
export async function findTenant(
  session: Session,
  { organizations }: TenantPlan,
  slug: string,
): Promise<Tenant> {
  const [tenant] = await session.rows<Tenant>(
    `select ${quoteName(organizations.key)}::pg_catalog.text as id, ${quoteName(slugColumn)} as slug, name
       from ${rowsOf(organizations)} where ${quoteName(slugColumn)} = $1`,
    [slug],
  );
  if (tenant !== undefined) return tenant;
  throw new OperationError(
    'NOT_FOUND',
    `There is no organization with the slug ${JSON.stringify(slug)} in ${session.target.database}. Nothing was done.`,
  );
}
