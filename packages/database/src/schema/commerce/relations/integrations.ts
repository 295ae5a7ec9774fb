import { relations } from 'drizzle-orm';
import { organizations } from '../../core/organizations.ts';
import { newsletterSubscriptions } from '../newsletter-subscriptions.ts';
import { webhookDeliveries } from '../webhook-deliveries.ts';
import { webhookEvents } from '../webhook-events.ts';
import { webhookSecrets } from '../webhook-secrets.ts';
import { webhookSubscriptions } from '../webhook-subscriptions.ts';

const subscriptionKey = [webhookSubscriptions.organizationId, webhookSubscriptions.id] as const;

export const webhookSubscriptionsRelations = relations(webhookSubscriptions, ({ many }) => ({
  deliveries: many(webhookDeliveries),
  secrets: many(webhookSecrets),
}));

export const webhookSecretsRelations = relations(webhookSecrets, ({ one }) => ({
  subscription: one(webhookSubscriptions, {
    fields: [webhookSecrets.organizationId, webhookSecrets.subscriptionId],
    references: [...subscriptionKey],
  }),
}));

export const webhookEventsRelations = relations(webhookEvents, ({ many }) => ({
  deliveries: many(webhookDeliveries),
}));

export const webhookDeliveriesRelations = relations(webhookDeliveries, ({ one }) => ({
  event: one(webhookEvents, {
    fields: [webhookDeliveries.organizationId, webhookDeliveries.eventId],
    references: [webhookEvents.organizationId, webhookEvents.id],
  }),
  subscription: one(webhookSubscriptions, {
    fields: [webhookDeliveries.organizationId, webhookDeliveries.subscriptionId],
    references: [...subscriptionKey],
  }),
}));

export const newsletterSubscriptionsRelations = relations(newsletterSubscriptions, ({ one }) => ({
  organization: one(organizations, {
    fields: [newsletterSubscriptions.organizationId],
    references: [organizations.id],
  }),
}));
