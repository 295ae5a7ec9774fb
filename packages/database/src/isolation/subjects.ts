import {
  tenantSubject,
  type BoundStatement,
  type OwnValue,
  type Subject,
} from '@startkit/tenancy/check';
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
  const members = { role: 'startkit_app', secret, ...(app === undefined ? {} : { login: app }) };
  return [
    ...memberSubjects.map((name) =>
      tenantSubject({
        ...members,
        name,
        prepare: (own) => [
          ...activeOrganization(own),
          ...membership(own, name),
          ...memberNotifications(own),
        ],
        context: (own) => ({ organizationId: organization(own), userId: member(own) }),
        id: member,
      }),
    ),
    tenantSubject({
      ...members,
      name: 'system',
      prepare: activeOrganization,
      context: (own) => ({ organizationId: organization(own) }),
    }),
    tenantSubject({
      name: 'portal',
      role: 'startkit_portal',
      secret,
      ...(portal === undefined ? {} : { login: portal }),
      prepare: (own) => [
        ...activeOrganization(own),
        activePortal('portal_users'),
        activePortal('customers'),
        ...portalNotifications(own),
        portalPrice(own),
      ],
      context: (own) => ({ organizationId: organization(own), portalUserId: portalUser(own) }),
      id: (own, { column }) =>
        column === 'customer_id' ? own('portal_users', 'customer_id') : portalUser(own),
    }),
  ];
}

const organization = (own: OwnValue) => own('organizations', 'id');
const member = (own: OwnValue) => own('organization_members', 'user_id');
const portalUser = (own: OwnValue) => own('portal_users', 'id');

function activeOrganization(own: OwnValue): readonly BoundStatement[] {
  return [
    {
      text: `update public.organizations set status = 'active', deleted_at = null where id = $1`,
      values: [organization(own)],
    },
  ];
}

/** The first of the organization's notifications is the member's, the others are somebody else's. */
function memberNotifications(own: OwnValue): readonly BoundStatement[] {
  return [
    {
      text: `update public.notifications n set portal_user_id = null, user_id =
               (select m.user_id from public.organization_members m
                 where m.organization_id = n.organization_id and m.user_id <> $1 limit 1)`,
      values: [member(own)],
    },
    {
      text: 'update public.notifications set user_id = $2 where id = $1',
      values: [own('notifications', 'id'), member(own)],
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

const activePortal = (table: 'customers' | 'portal_users'): BoundStatement => ({
  text: `update public.${table} set status = 'active'`,
});

/** The first of the organization's notifications is the portal user's, the others are somebody else's. */
function portalNotifications(own: OwnValue): readonly BoundStatement[] {
  return [
    {
      text: `update public.notifications n set user_id = null, portal_user_id = p.id
               from public.portal_users p where p.organization_id = n.organization_id and p.id <> $1`,
      values: [portalUser(own)],
    },
    {
      text: 'update public.notifications set portal_user_id = $2 where id = $1',
      values: [own('notifications', 'id'), portalUser(own)],
    },
  ];
}

/** The first of the organization's prices is the portal user's customer's. */
const portalPrice = (own: OwnValue): BoundStatement => ({
  text: 'update public.price_list_entries set tier = null, customer_id = $2 where id = $1',
  values: [own('price_list_entries', 'id'), own('portal_users', 'customer_id')],
});
