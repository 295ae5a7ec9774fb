/*
 * What the catalogs do not say of the kit's tables. All else about a tenant's rows comes from the catalogs and the
 * declarations.
 */

/** The column of the organizations by which commands name a tenant. */
export const slugColumn = 'slug';

/**
 * Columns of people that an import leaves at their defaults: who signs in as somebody, and who is of the staff, is never
 * for a file to say.
 */
export const neverImported: Readonly<Record<string, readonly string[]>> = {
  'public.users': ['clerk_id', 'is_superadmin'],
};

/**
 * Other systems' ids of a tenant. A copy (`--new-ids`) is another tenant there: it gets none, or webhooks would meet two
 * tenants of one id.
 */
export const externalIds: Readonly<Record<string, readonly string[]>> = {
  'public.organizations': ['clerk_org_id'],
  'public.subscriptions': ['stripe_customer_id', 'stripe_subscription_id'],
};

/** Tables whose rows open a tenant's door. A copy gets none of them: its original's would open it too. */
export const credentials: readonly string[] = ['public.api_keys', 'public.invitations'];

/** Rows of a tenant in tables without the tenant key: SQL that is true of them, with the tenant's id as $1. */
export const elsewhere: Readonly<Record<string, string>> = {
  'pgboss.job': `data ->> 'organizationId' = $1`,
  'pgboss.archive': `data ->> 'organizationId' = $1`,
};

/** What an erasure keeps of the rows that name a tenant, and why. */
export const keptByErasure: Readonly<Record<string, string>> = {
  'public.superadmin_audit_logs':
    'what staff did is accounted for, also towards the one whose data it was; the entries are the staff’s',
};

/** Locks a tenant's members out, while it is erased in several transactions. */
export const closeTenant = { status: `'suspended'`, deleted_at: 'coalesce(deleted_at, now())' };
