import { relations } from 'drizzle-orm';
import { organizationMembers } from '../../core/organization-members.ts';
import { carts } from '../carts.ts';
import { customers } from '../customers.ts';
import { invoices } from '../invoices.ts';
import { orderLines } from '../order-lines.ts';
import { orders } from '../orders.ts';
import { payments } from '../payments.ts';
import { portalUsers } from '../portal-users.ts';
import { priceListEntries } from '../price-list-entries.ts';
import { skus } from '../skus.ts';

export const ordersRelations = relations(orders, ({ one, many }) => ({
  customer: one(customers, {
    fields: [orders.organizationId, orders.customerId],
    references: [customers.organizationId, customers.id],
  }),
  portalUser: one(portalUsers, {
    fields: [orders.organizationId, orders.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
  salesRep: one(organizationMembers, {
    fields: [orders.organizationId, orders.salesRepId],
    references: [organizationMembers.organizationId, organizationMembers.userId],
  }),
  cart: one(carts, {
    fields: [orders.organizationId, orders.cartId],
    references: [carts.organizationId, carts.id],
  }),
  lines: many(orderLines),
  invoices: many(invoices),
}));

export const orderLinesRelations = relations(orderLines, ({ one }) => ({
  order: one(orders, {
    fields: [orderLines.organizationId, orderLines.orderId],
    references: [orders.organizationId, orders.id],
  }),
  sku: one(skus, {
    fields: [orderLines.organizationId, orderLines.skuId],
    references: [skus.organizationId, skus.id],
  }),
  priceListEntry: one(priceListEntries, {
    fields: [orderLines.organizationId, orderLines.priceListEntryId],
    references: [priceListEntries.organizationId, priceListEntries.id],
  }),
}));

export const invoicesRelations = relations(invoices, ({ one, many }) => ({
  customer: one(customers, {
    fields: [invoices.organizationId, invoices.customerId],
    references: [customers.organizationId, customers.id],
  }),
  order: one(orders, {
    fields: [invoices.organizationId, invoices.orderId],
    references: [orders.organizationId, orders.id],
  }),
  payments: many(payments),
}));

export const paymentsRelations = relations(payments, ({ one }) => ({
  customer: one(customers, {
    fields: [payments.organizationId, payments.customerId],
    references: [customers.organizationId, customers.id],
  }),
  invoice: one(invoices, {
    fields: [payments.organizationId, payments.invoiceId],
    references: [invoices.organizationId, invoices.id],
  }),
}));
