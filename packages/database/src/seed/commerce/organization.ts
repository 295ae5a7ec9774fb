import type {
  memberRoles,
  organizationMembers,
  organizations,
  organizationSettings,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { CommerceIds } from './commerce-ids.ts';

export const slug = 'well-crafted';

export const people = [
  { email: 'owner@wellcrafted.com', name: 'Willa Craft', role: 'owner', systemRole: 'admin' },
  {
    email: 'manager@wellcrafted.com',
    name: 'Sales Manager',
    role: 'manager',
    systemRole: 'sales_manager',
  },
] as const;

export function organizationRows(): readonly (typeof organizations.$inferInsert)[] {
  return [
    {
      id: seedId('organizations', slug),
      slug,
      name: 'Well Crafted',
      contactEmail: 'manager@wellcrafted.com',
    },
  ];
}

export function userRows(): readonly (typeof users.$inferInsert)[] {
  return people.map(({ email, name }) => ({ id: seedId('users', email), email, name }));
}

export function memberRows(ids: CommerceIds): readonly (typeof organizationMembers.$inferInsert)[] {
  return people.map(({ email, role }) => ({
    organizationId: ids.organization,
    id: seedId('organization_members', `${slug}/${email}`),
    userId: ids.of(email),
    role,
  }));
}

export function memberRoleRows(ids: CommerceIds): readonly (typeof memberRoles.$inferInsert)[] {
  return people.map(({ email, systemRole }) => ({
    organizationId: ids.organization,
    id: seedId('member_roles', `${slug}/${email}`),
    userId: ids.of(email),
    roleId: ids.of(systemRole),
  }));
}

/** Every threshold is said, though most are what a new organization has. */
export function settingsRows(
  ids: CommerceIds,
): readonly (typeof organizationSettings.$inferInsert)[] {
  return [
    {
      organizationId: ids.organization,
      id: seedId('organization_settings', slug),
      defaultCurrency: 'USD',
      timezone: 'America/New_York',
      dateFormat: 'MM/DD/YY',
      revenueDropPercent: 15,
      minimumOrdersForHealth: 3,
      sampleAllowance: 60,
      sampleApprovalAbove: 60,
      minimumOrdersForPace: 3,
      paceRiskDays: 2,
      portalEnabled: true,
      cartEnabled: true,
      invoicesEnabled: true,
    },
  ];
}

export function subscriptionRows(
  ids: CommerceIds,
  now: Date,
): readonly (typeof subscriptions.$inferInsert)[] {
  return [
    {
      organizationId: ids.organization,
      id: seedId('subscriptions', slug),
      plan: 'enterprise',
      seatCount: 10,
      currentPeriodStart: daysBefore(now, 10),
      currentPeriodEnd: daysBefore(now, -20),
    },
  ];
}
