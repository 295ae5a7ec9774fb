import { runOutsideTransactions, type TenantClient, type TenantContext } from '@startkit/tenancy';

/**
 * Writes to `superadmin_audit_logs` that a superadmin went into an organization. On its own: the entry stays
 * when a transaction that is open is rolled back, or may only read.
 *
 * @throws NotSuperadminError when the acting user is none.
 */
export async function recordSuperadminUse(
  superadmin: TenantClient,
  { organizationId, userId }: TenantContext,
): Promise<void> {
  const record = () =>
    superadmin.query(
      `insert into superadmin_audit_logs (user_id, organization_id, action, resource_type, resource_id)
       select u.id, $2::uuid, 'organization.entered', 'organization', $2 from users u
       where u.id = $1::uuid and u.is_superadmin and u.status = 'active' and u.deleted_at is null`,
      [userId, organizationId],
    );
  const { rowCount } = await runOutsideTransactions(record);
  if (rowCount !== 1) throw new NotSuperadminError();
}

/** Thrown when `isSuperadmin` is asked for by somebody who is none. Nothing was run. */
export class NotSuperadminError extends Error {
  readonly code = 'NOT_SUPERADMIN';

  constructor() {
    super('The acting user is not an active superadmin. Nothing was run.');
    this.name = 'NotSuperadminError';
  }
}
