import type { invoices, orderLines, orders, payments } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import { priceOf, skuId, taxRate, type WineSku } from './catalog.ts';
import type { CommerceIds } from './commerce-ids.ts';
import { customerId, portalUserId } from './customers.ts';

/** One order of the first customer: ordered, delivered, invoiced and paid. */
const buyer = 'WC-001';
const number = 'WC-1001';

const lines: readonly { readonly sku: WineSku; readonly quantity: number }[] = [
  { sku: 'WC-CAB-001', quantity: 12 },
  { sku: 'WC-CHARD-001', quantity: 12 },
];

/** Days ago. */
const [ordered, delivered, paid] = [30, 25, 5];

const subtotal = lines.reduce((sum, { sku, quantity }) => sum + quantity * Number(priceOf(sku)), 0);
const tax = (subtotal * taxRate).toFixed(2);
const total = (subtotal + Number(tax)).toFixed(2);

const dayBefore = (now: Date, days: number) => daysBefore(now, days).toISOString().slice(0, 10);

const owned = ({ organization }: CommerceIds) => ({
  organizationId: organization,
  customerId: customerId(buyer),
});

/** The subtotal is the trigger's to write, when its lines come. */
export function orderRows(ids: CommerceIds, now: Date): readonly (typeof orders.$inferInsert)[] {
  return [
    {
      ...owned(ids),
      id: seedId('orders', number),
      number,
      portalUserId: portalUserId(buyer),
      salesRepId: ids.of('manager@wellcrafted.com'),
      status: 'delivered',
      orderedOn: dayBefore(now, ordered),
      deliveredOn: dayBefore(now, delivered),
      tax,
    },
  ];
}

export function orderLineRows(ids: CommerceIds): readonly (typeof orderLines.$inferInsert)[] {
  return lines.map(({ sku, quantity }) => ({
    ...owned(ids),
    id: seedId('order_lines', `${number}/${sku}`),
    orderId: seedId('orders', number),
    skuId: skuId(sku),
    quantity,
    unitPrice: priceOf(sku),
  }));
}

export function invoiceRows(
  ids: CommerceIds,
  now: Date,
): readonly (typeof invoices.$inferInsert)[] {
  return [
    {
      ...owned(ids),
      id: seedId('invoices', number),
      number: `INV-${number}`,
      orderId: seedId('orders', number),
      issuedOn: dayBefore(now, delivered),
      // NET30.
      dueOn: dayBefore(now, delivered - 30),
      total,
    },
  ];
}

export function paymentRows(
  ids: CommerceIds,
  now: Date,
): readonly (typeof payments.$inferInsert)[] {
  return [
    {
      ...owned(ids),
      id: seedId('payments', number),
      invoiceId: seedId('invoices', number),
      method: 'ach',
      amount: total,
      reference: `ACH ${number}`,
      receivedOn: dayBefore(now, paid),
    },
  ];
}
