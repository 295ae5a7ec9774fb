import type {
  auditLogs,
  organizationMembers,
  organizations,
  organizationSettings,
  projects,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import { auditRowsOf } from './audit-rows.ts';
import { type Company, companyAt, type Employee } from './company.ts';
import { projectRowsOf } from './project-rows.ts';
import { type Random, randomFrom } from './random.ts';

/** The rows of a generated organization, by table, in the order in which they can be inserted. */
export interface OrganizationRows {
  readonly users: readonly (typeof users.$inferInsert)[];
  readonly organizations: readonly (typeof organizations.$inferInsert)[];
  readonly organizationMembers: readonly (typeof organizationMembers.$inferInsert)[];
  readonly organizationSettings: readonly (typeof organizationSettings.$inferInsert)[];
  readonly subscriptions: readonly (typeof subscriptions.$inferInsert)[];
  readonly projects: readonly (typeof projects.$inferInsert)[];
  readonly auditLogs: readonly (typeof auditLogs.$inferInsert)[];
}

/** Organization number `index`: the same index gives the same rows, but for their times. */
export function organizationRowsAt(index: number, now: Date): OrganizationRows {
  const random = randomFrom(index);
  const company = companyAt(index, random);
  const created = timesSince(daysBefore(now, company.ageInDays));
  return {
    users: company.employees.map((employee) => ({ ...userOf(employee), ...created })),
    organizations: [{ ...organizationOf(company), ...created }],
    organizationMembers: company.employees.map((employee) => ({
      ...memberOf(company, employee),
      ...created,
    })),
    organizationSettings: [{ ...settingsOf(company, random), ...created }],
    subscriptions: [{ ...subscriptionOf(company, random, now), ...created }],
    projects: projectRowsOf(company, random, now),
    auditLogs: auditRowsOf(company, random, now),
  };
}

const timesSince = (createdAt: Date) => ({ createdAt, updatedAt: createdAt });

function userOf({ userId, email, name }: Employee) {
  return { id: userId, email, name };
}

function organizationOf({ organizationId, name, slug }: Company) {
  return { id: organizationId, name, slug, contactEmail: `office@${slug}.example` };
}

function memberOf({ organizationId }: Company, { userId, email, role }: Employee) {
  return { organizationId, id: seedId('organization_members', email), userId, role };
}

function settingsOf({ organizationId, slug }: Company, random: Random) {
  const place = random.pick([
    { defaultCurrency: 'USD', timezone: 'America/New_York', dateFormat: 'MM/DD/YYYY' },
    { defaultCurrency: 'USD', timezone: 'America/Los_Angeles', dateFormat: 'MM/DD/YY' },
    { defaultCurrency: 'EUR', timezone: 'Europe/Berlin', dateFormat: 'DD.MM.YYYY' },
    { defaultCurrency: 'GBP', timezone: 'Europe/London', dateFormat: 'DD/MM/YYYY' },
  ] as const);
  return { organizationId, id: seedId('organization_settings', slug), ...place };
}

function subscriptionOf(company: Company, random: Random, now: Date) {
  const { organizationId, slug, employees } = company;
  const daysIntoPeriod = random.integer(0, 29);
  return {
    organizationId,
    id: seedId('subscriptions', slug),
    plan: random.pick(['free', 'free', 'starter', 'starter', 'starter', 'pro', 'enterprise']),
    status: random.pick(['active', 'active', 'active', 'active', 'trialing', 'past_due']),
    seatCount: employees.length + random.integer(0, 5),
    currentPeriodStart: daysBefore(now, daysIntoPeriod),
    currentPeriodEnd: daysBefore(now, daysIntoPeriod - 30),
  } as const;
}
