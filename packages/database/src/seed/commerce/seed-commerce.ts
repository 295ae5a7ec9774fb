import {
  customers,
  inventory,
  invoices,
  memberRoles,
  orderLines,
  orders,
  organizationMembers,
  organizations,
  organizationSettings,
  payments,
  portalUserRoles,
  portalUsers,
  products,
  skus,
  stateTaxRates,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import { inventoryRows, productRows, skuRows, taxRateRows } from './catalog.ts';
import { readCommerceIds } from './commerce-ids.ts';
import { customerRows, portalUserRoleRows, portalUserRows } from './customers.ts';
import { invoiceRows, orderLineRows, orderRows, paymentRows } from './order.ts';
import {
  memberRoleRows,
  memberRows,
  organizationRows,
  settingsRows,
  subscriptionRows,
  userRows,
} from './organization.ts';

/** Well Crafted, a distributor of wine, with three customers and one order. Needs the essential data. */
export async function seedCommerce(db: SeedDatabase, now: Date): Promise<readonly TableCount[]> {
  const roots = [
    await insertMissing(db, users, userRows()),
    await insertMissing(db, organizations, organizationRows()),
  ];
  const ids = await readCommerceIds(db);
  return [
    ...roots,
    await insertMissing(db, organizationMembers, memberRows(ids)),
    await insertMissing(db, memberRoles, memberRoleRows(ids)),
    await insertMissing(db, organizationSettings, settingsRows(ids)),
    await insertMissing(db, subscriptions, subscriptionRows(ids, now)),
    await insertMissing(db, products, productRows(ids)),
    await insertMissing(db, skus, skuRows(ids)),
    await insertMissing(db, inventory, inventoryRows(ids)),
    await insertMissing(db, stateTaxRates, taxRateRows(ids)),
    await insertMissing(db, customers, customerRows(ids)),
    await insertMissing(db, portalUsers, portalUserRows(ids, now)),
    await insertMissing(db, portalUserRoles, portalUserRoleRows(ids)),
    await insertMissing(db, orders, orderRows(ids, now)),
    await insertMissing(db, orderLines, orderLineRows(ids)),
    await insertMissing(db, invoices, invoiceRows(ids, now)),
    await insertMissing(db, payments, paymentRows(ids, now)),
  ];
}
