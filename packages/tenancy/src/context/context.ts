import { z } from 'zod';
import { TenantContextInvalidError } from '../errors/context.ts';
import { ids, idTypesOf, sameIdTypes, type IdTypes } from './id-types.ts';

/** What `withTenant` takes. */
export interface TenantContextInput {
  /** The tenant's id as text; of a number, `String(id)`. */
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

/** Who statements run for: validated, frozen, ids in canonical form. Types that are not said are uuid. */
export interface TenantContext extends IdTypes {
  readonly organizationId: string | null;
  readonly userId: string | null;
  readonly portalUserId: string | null;
  readonly isSuperadmin: boolean;
}

/** Makes contexts out of what is given, for ids of certain types. */
export interface ContextMaker {
  /**
   * Validates what `withTenant` was given.
   *
   * @throws TenantContextInvalidError naming each problem; unknown keys are refused.
   */
  tenant(input: TenantContextInput): TenantContext;
  /**
   * Validates what `withUser` was given.
   *
   * @throws TenantContextInvalidError naming each problem; unknown keys are refused.
   */
  user(input: UserContextInput): TenantContext;
}

export function contextMaker(types: IdTypes = {}): ContextMaker {
  const { tenantKeyType, userIdType } = idTypesOf(types);
  const userId = ids[userIdType];
  const tenantShape = z.strictObject({
    organizationId: ids[tenantKeyType],
    userId: userId.optional(),
    portalUserId: userId.optional(),
    isSuperadmin: z.boolean().optional(),
  });
  const userShape = z.strictObject({ userId });
  const said = saidTypes(types);
  return {
    tenant(input) {
      const context = parse(tenantShape, input);
      refuseTwoActors(context);
      return Object.freeze({
        organizationId: context.organizationId,
        userId: context.userId ?? null,
        portalUserId: context.portalUserId ?? null,
        isSuperadmin: context.isSuperadmin ?? false,
        ...said,
      });
    },
    user(input) {
      const person = parse(userShape, input).userId;
      const nobody = { organizationId: null, portalUserId: null, isSuperadmin: false };
      return Object.freeze({ ...nobody, userId: person, ...said });
    },
  };
}

/**
 * @param types those of the database that `context` is to be entered in.
 * @throws TenantContextInvalidError when its ids were validated as ids of other types.
 */
export function refuseOtherTypes(context: TenantContext, types: IdTypes): void {
  if (sameIdTypes(context, types)) return;
  throw new TenantContextInvalidError([
    `its ids are ${described(context)}, and this client's are ${described(types)}: ` +
      'enter it with the withTenant or withUser of createTenantContexts, given the types of the client',
  ]);
}

function described(types: IdTypes): string {
  const { tenantKeyType, userIdType } = idTypesOf(types);
  return `${tenantKeyType} for organizations and ${userIdType} for users`;
}

/** Those that are not what goes without saying. */
function saidTypes(types: IdTypes): IdTypes {
  const { tenantKeyType, userIdType } = idTypesOf(types);
  return {
    ...(tenantKeyType === 'uuid' ? {} : { tenantKeyType }),
    ...(userIdType === 'uuid' ? {} : { userIdType }),
  };
}

function refuseTwoActors(
  context: Partial<Record<'userId' | 'portalUserId' | 'isSuperadmin', unknown>>,
): void {
  const { userId, portalUserId, isSuperadmin } = context;
  if (portalUserId !== undefined && (userId !== undefined || isSuperadmin)) {
    throw new TenantContextInvalidError(['a portal user is neither a member nor a superadmin']);
  }
  if (isSuperadmin && userId === undefined) {
    throw new TenantContextInvalidError(['isSuperadmin needs the userId of the superadmin']);
  }
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
