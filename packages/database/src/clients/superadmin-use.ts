import {
  NotAdmittedError,
  runOutsideTransactions,
  type TenantClient,
  type TenantContext,
} from '@startkit/tenancy';

/**
 * Writes to `superadmin_audit_logs` that a superadmin went into an organization. On its own: the entry stays
 * when a transaction that is open is rolled back, or may only read.
 *
 * @throws NotSuperadminError when the acting user is none: the database does not admit them.
 */
export async function recordSuperadminUse(
  superadmin: TenantClient,
  { organizationId, userId }: TenantContext,
): Promise<void> {
  const record = () =>
    superadmin.query(
      `insert into superadmin_audit_logs (user_id, organization_id, action, resource_type, resource_id)
       values ($1::uuid, $2::uuid, 'organization.entered', 'organization', $2)`,
      [userId, organizationId],
    );
  try {
    await runOutsideTransactions(record);
  } catch (error) {
    throw error instanceof NotAdmittedError ? new NotSuperadminError({ cause: error }) : error;
  }
}

/** Thrown when `isSuperadmin` is asked for by somebody who is none. Nothing was run. */
export class NotSuperadminError extends Error {
  readonly code = 'NOT_SUPERADMIN';

  constructor(options?: ErrorOptions) {
    super('The acting user is not an active superadmin. Nothing was run.', options);
    this.name = 'NotSuperadminError';
  }
}
