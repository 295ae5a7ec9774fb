import { contextEncoder, parseContextSecret } from '@startkit/tenancy';
import type { BoundStatement, OwnValue, Subject } from '@startkit/tenancy/check';
import type { memberRoleOrder } from '../schema/core/organization-members.ts';

/** What an attack needs of the environment; a login that is left out is assumed by the admin connection. */
export interface Credentials {
  /** What contexts are signed with; see TENANT_CONTEXT_SECRET. */
  readonly secret: string;
  /** Connection strings of the real logins. */
  readonly app?: string;
  readonly portal?: string;
}

type MemberRole = (typeof memberRoleOrder)[number];

/** The member roles that are attacked as: the least, the one in the middle, the most. */
export const memberSubjects = ['viewer', 'member', 'owner'] as const satisfies MemberRole[];

/** Who the kit's isolation is attacked as. */
export function subjects({ secret, app, portal }: Credentials): readonly Subject[] {
  const enter = entering(secret);
  return [
    ...memberSubjects.map((name) => ({
      name,
      role: 'startkit_app',
      ...(app === undefined ? {} : { login: app }),
      prepare: (own: OwnValue) => [...activeOrganization(own), ...membership(own, name)],
      enter: (own: OwnValue) =>
        enter('startkit_app', { organizationId: organization(own), userId: member(own) }),
      id: member,
    })),
    {
      name: 'system',
      role: 'startkit_app',
      ...(app === undefined ? {} : { login: app }),
      prepare: activeOrganization,
      enter: (own) => enter('startkit_app', { organizationId: organization(own) }),
    },
    {
      name: 'portal',
      role: 'startkit_portal',
      ...(portal === undefined ? {} : { login: portal }),
      prepare: (own) => [...activeOrganization(own), portalNotifications],
      enter: (own) =>
        enter('startkit_portal', {
          organizationId: organization(own),
          portalUserId: portalUser(own),
        }),
      id: portalUser,
    },
  ];
}

const organization = (own: OwnValue) => own('organizations', 'id');
const member = (own: OwnValue) => own('organization_members', 'user_id');
/** Portal users have no table yet: a notification's own id stands for its recipient's. */
const portalUser = (own: OwnValue) => own('notifications', 'id');

/** What the tenant client sends first; see the engine's client/steps.ts. */
function entering(secret: string) {
  const key = parseContextSecret(secret);
  return (
    role: string,
    acting: { organizationId: string; userId?: string; portalUserId?: string },
  ): readonly BoundStatement[] => {
    const context = contextEncoder(
      role,
      key,
    )({ userId: null, portalUserId: null, isSuperadmin: false, ...acting });
    return [
      {
        text: 'select app.enter_context($1, $2, $3)',
        values: [context, 'false', 'isolation'],
      },
    ];
  };
}

function activeOrganization(own: OwnValue): readonly BoundStatement[] {
  return [
    {
      text: `update public.organizations set status = 'active', deleted_at = null where id = $1`,
      values: [organization(own)],
    },
  ];
}

function membership(own: OwnValue, role: MemberRole): readonly BoundStatement[] {
  return [
    {
      text: `update public.users set status = 'active', deleted_at = null, is_superadmin = false where id = $1`,
      values: [member(own)],
    },
    {
      text: `update public.organization_members set role = $3, status = 'active'
              where organization_id = $1 and user_id = $2`,
      values: [organization(own), member(own), role],
    },
  ];
}

const portalNotifications: BoundStatement = {
  text: `update public.notifications set user_id = null, portal_user_id = id`,
};
