import { relations } from 'drizzle-orm';
import { organizations } from '../../core/organizations.ts';
import { accountHealthSnapshots } from '../account-health-snapshots.ts';
import { activities } from '../activities.ts';
import { callPlans } from '../call-plans.ts';
import { customers } from '../customers.ts';
import { portalCredentials } from '../portal-credentials.ts';
import { portalUsers } from '../portal-users.ts';
import { tasks } from '../tasks.ts';

export const customersRelations = relations(customers, ({ one, many }) => ({
  organization: one(organizations, {
    fields: [customers.organizationId],
    references: [organizations.id],
  }),
  portalUsers: many(portalUsers),
  activities: many(activities),
  callPlans: many(callPlans),
  tasks: many(tasks),
  healthSnapshots: many(accountHealthSnapshots),
}));

export const portalUsersRelations = relations(portalUsers, ({ one }) => ({
  customer: one(customers, {
    fields: [portalUsers.organizationId, portalUsers.customerId],
    references: [customers.organizationId, customers.id],
  }),
  credentials: one(portalCredentials),
}));

export const portalCredentialsRelations = relations(portalCredentials, ({ one }) => ({
  portalUser: one(portalUsers, {
    fields: [portalCredentials.organizationId, portalCredentials.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
}));
