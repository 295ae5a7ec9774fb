import { relations } from 'drizzle-orm';
import { notifications } from '../../core/notifications.ts';
import { organizations } from '../../core/organizations.ts';
import { accountHealthSnapshots } from '../account-health-snapshots.ts';
import { activities } from '../activities.ts';
import { callPlans } from '../call-plans.ts';
import { carts } from '../carts.ts';
import { customers } from '../customers.ts';
import { invoices } from '../invoices.ts';
import { lists } from '../lists.ts';
import { orders } from '../orders.ts';
import { payments } from '../payments.ts';
import { portalCredentials } from '../portal-credentials.ts';
import { portalSessions } from '../portal-sessions.ts';
import { portalUserRoles } from '../portal-user-roles.ts';
import { portalUsers } from '../portal-users.ts';
import { priceListEntries } from '../price-list-entries.ts';
import { salesMetrics } from '../sales-metrics.ts';
import { tasks } from '../tasks.ts';

export const customersRelations = relations(customers, ({ one, many }) => ({
  organization: one(organizations, {
    fields: [customers.organizationId],
    references: [organizations.id],
  }),
  portalUsers: many(portalUsers),
  orders: many(orders),
  invoices: many(invoices),
  payments: many(payments),
  prices: many(priceListEntries),
  activities: many(activities),
  callPlans: many(callPlans),
  tasks: many(tasks),
  healthSnapshots: many(accountHealthSnapshots),
  salesMetrics: many(salesMetrics),
}));

export const portalUsersRelations = relations(portalUsers, ({ one, many }) => ({
  customer: one(customers, {
    fields: [portalUsers.organizationId, portalUsers.customerId],
    references: [customers.organizationId, customers.id],
  }),
  credentials: one(portalCredentials),
  sessions: many(portalSessions),
  portalUserRoles: many(portalUserRoles),
  carts: many(carts),
  lists: many(lists),
  orders: many(orders),
  notifications: many(notifications),
}));

export const portalCredentialsRelations = relations(portalCredentials, ({ one }) => ({
  portalUser: one(portalUsers, {
    fields: [portalCredentials.organizationId, portalCredentials.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
}));
