export {
  customerStatuses,
  customerTiers,
  customers,
  paymentTerms,
  type CustomerStatus,
  type CustomerTier,
  type PaymentTerms,
} from './customers.ts';
export { portalCredentials } from './portal-credentials.ts';
export { portalUserStatuses, portalUsers, type PortalUserStatus } from './portal-users.ts';
export {
  customersRelations,
  portalCredentialsRelations,
  portalUsersRelations,
} from './relations/customers.ts';

export {
  accountHealthSnapshots,
  paceStatuses,
  type PaceStatus,
} from './account-health-snapshots.ts';
export { activities, activityKinds, type ActivityKind } from './activities.ts';
export { callPlanStatuses, callPlans, type CallPlanStatus } from './call-plans.ts';
export { complianceFilings, filingStatuses, type FilingStatus } from './compliance-filings.ts';
export { integrationTokens } from './integration-tokens.ts';
export {
  newsletterStatuses,
  newsletterSubscriptions,
  type NewsletterStatus,
} from './newsletter-subscriptions.ts';
export { metricPeriods, salesMetrics, type MetricPeriod } from './sales-metrics.ts';
export { stateTaxRates, taxedProductTypes, type TaxedProductType } from './state-tax-rates.ts';
export {
  taskPriorities,
  taskStatuses,
  tasks,
  type TaskPriority,
  type TaskStatus,
} from './tasks.ts';
export {
  webhookDeliveries,
  webhookDeliveryStatuses,
  type WebhookDeliveryStatus,
} from './webhook-deliveries.ts';
export { webhookEvents } from './webhook-events.ts';
export { webhookSecrets } from './webhook-secrets.ts';
export {
  webhookSubscriptionStatuses,
  webhookSubscriptions,
  type WebhookSubscriptionStatus,
} from './webhook-subscriptions.ts';
export {
  newsletterSubscriptionsRelations,
  webhookDeliveriesRelations,
  webhookEventsRelations,
  webhookSecretsRelations,
  webhookSubscriptionsRelations,
} from './relations/integrations.ts';
export {
  accountHealthSnapshotsRelations,
  activitiesRelations,
  callPlansRelations,
  salesMetricsRelations,
  tasksRelations,
} from './relations/sales.ts';
export { cartItems } from './cart-items.ts';
export { cartStatuses, carts, type CartStatus } from './carts.ts';
export { inventory } from './inventory.ts';
export { invoiceStatuses, invoices, type InvoiceStatus } from './invoices.ts';
export { listItems } from './list-items.ts';
export { listKinds, lists, type ListKind } from './lists.ts';
export { orderLines, priceRules, type PriceRule } from './order-lines.ts';
export { orderStatuses, orders, type OrderStatus } from './orders.ts';
export { paymentMethods, payments, type PaymentMethod } from './payments.ts';
export { portalSessions } from './portal-sessions.ts';
export { portalUserRoles } from './portal-user-roles.ts';
export { priceListEntries } from './price-list-entries.ts';
export {
  productCategories,
  productStatuses,
  products,
  type ProductCategory,
  type ProductStatus,
} from './products.ts';
export {
  inventoryRelations,
  priceListEntriesRelations,
  productsRelations,
  skusRelations,
  suppliersRelations,
} from './relations/catalog.ts';
export {
  invoicesRelations,
  orderLinesRelations,
  ordersRelations,
  paymentsRelations,
} from './relations/orders.ts';
export {
  cartItemsRelations,
  cartsRelations,
  listItemsRelations,
  listsRelations,
  portalSessionsRelations,
  portalUserRolesRelations,
} from './relations/portal.ts';
export { skus } from './skus.ts';
export { supplierStatuses, suppliers, type SupplierStatus } from './suppliers.ts';
