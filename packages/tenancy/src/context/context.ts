import { z } from 'zod';
import { TenantContextInvalidError } from '../errors/context.ts';

const id = z.uuid('must be a UUID').transform((value) => value.toLowerCase());

const tenantShape = z.strictObject({
  organizationId: id,
  userId: id.optional(),
  portalUserId: id.optional(),
  isSuperadmin: z.boolean().optional(),
});

const userShape = z.strictObject({ userId: id });

/** What `withTenant` takes. */
export interface TenantContextInput {
  /** The tenant's id, a UUID. */
  readonly organizationId: string;
  /** The member who acts; left out for the system itself (a job), never undefined. */
  readonly userId?: string;
  /** The customer's user who acts, on the portal role. */
  readonly portalUserId?: string;
  /** A superadmin at work inside an organization; audited. */
  readonly isSuperadmin?: boolean;
}

/** What `withUser` takes: a person before choosing an organization. */
export interface UserContextInput {
  readonly userId: string;
}

/** Who statements run for: validated, frozen, ids in canonical form. */
export interface TenantContext {
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly portalUserId: string | null;
  readonly isSuperadmin: boolean;
}

/**
 * Validates what `withTenant` was given.
 *
 * @throws TenantContextInvalidError naming each problem; unknown keys are refused.
 */
export function tenantContext(input: TenantContextInput): TenantContext {
  const context = parse(tenantShape, input);
  if (
    context.portalUserId !== undefined &&
    (context.userId !== undefined || context.isSuperadmin)
  ) {
    throw new TenantContextInvalidError(['a portal user is neither a member nor a superadmin']);
  }
  if (context.isSuperadmin && context.userId === undefined) {
    throw new TenantContextInvalidError(['isSuperadmin needs the userId of the superadmin']);
  }
  return Object.freeze({
    organizationId: context.organizationId,
    userId: context.userId ?? null,
    portalUserId: context.portalUserId ?? null,
    isSuperadmin: context.isSuperadmin ?? false,
  });
}

/**
 * Validates what `withUser` was given.
 *
 * @throws TenantContextInvalidError naming each problem; unknown keys are refused.
 */
export function userContext(input: UserContextInput): TenantContext {
  const { userId } = parse(userShape, input);
  return Object.freeze({ organizationId: null, userId, portalUserId: null, isSuperadmin: false });
}

function parse<T>(shape: z.ZodType<T>, input: unknown): T {
  refuseUndefined(input);
  const result = shape.safeParse(input);
  if (result.success) return result.data;
  throw new TenantContextInvalidError(
    result.error.issues.map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(' '),
    ),
  );
}

/** A user id that is undefined by mistake would mean the system, which may do everything in a tenant. */
function refuseUndefined(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  const undefinedKeys = Object.entries(input).filter(([, value]) => value === undefined);
  if (undefinedKeys.length === 0) return;
  throw new TenantContextInvalidError(
    undefinedKeys.map(([key]) => `${key} is undefined: give it, or leave the key out`),
  );
}
