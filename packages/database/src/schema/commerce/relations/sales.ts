import { relations } from 'drizzle-orm';
import { organizationMembers } from '../../core/organization-members.ts';
import { accountHealthSnapshots } from '../account-health-snapshots.ts';
import { activities } from '../activities.ts';
import { callPlans } from '../call-plans.ts';
import { customers } from '../customers.ts';
import { salesMetrics } from '../sales-metrics.ts';
import { tasks } from '../tasks.ts';

const memberKey = [organizationMembers.organizationId, organizationMembers.userId] as const;
const customerKey = [customers.organizationId, customers.id] as const;

export const activitiesRelations = relations(activities, ({ one }) => ({
  customer: one(customers, {
    fields: [activities.organizationId, activities.customerId],
    references: [...customerKey],
  }),
  member: one(organizationMembers, {
    fields: [activities.organizationId, activities.userId],
    references: [...memberKey],
  }),
}));

export const callPlansRelations = relations(callPlans, ({ one }) => ({
  customer: one(customers, {
    fields: [callPlans.organizationId, callPlans.customerId],
    references: [...customerKey],
  }),
  member: one(organizationMembers, {
    fields: [callPlans.organizationId, callPlans.userId],
    references: [...memberKey],
  }),
}));

export const tasksRelations = relations(tasks, ({ one }) => ({
  customer: one(customers, {
    fields: [tasks.organizationId, tasks.customerId],
    references: [...customerKey],
  }),
  member: one(organizationMembers, {
    fields: [tasks.organizationId, tasks.userId],
    references: [...memberKey],
  }),
}));

export const accountHealthSnapshotsRelations = relations(accountHealthSnapshots, ({ one }) => ({
  customer: one(customers, {
    fields: [accountHealthSnapshots.organizationId, accountHealthSnapshots.customerId],
    references: [...customerKey],
  }),
}));

export const salesMetricsRelations = relations(salesMetrics, ({ one }) => ({
  customer: one(customers, {
    fields: [salesMetrics.organizationId, salesMetrics.customerId],
    references: [...customerKey],
  }),
  member: one(organizationMembers, {
    fields: [salesMetrics.organizationId, salesMetrics.userId],
    references: [...memberKey],
  }),
}));
