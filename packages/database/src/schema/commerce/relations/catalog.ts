import { relations } from 'drizzle-orm';
import { cartItems } from '../cart-items.ts';
import { customers } from '../customers.ts';
import { inventory } from '../inventory.ts';
import { listItems } from '../list-items.ts';
import { orderLines } from '../order-lines.ts';
import { priceListEntries } from '../price-list-entries.ts';
import { products } from '../products.ts';
import { skus } from '../skus.ts';
import { suppliers } from '../suppliers.ts';

export const suppliersRelations = relations(suppliers, ({ many }) => ({
  products: many(products),
}));

export const productsRelations = relations(products, ({ one, many }) => ({
  supplier: one(suppliers, {
    fields: [products.organizationId, products.supplierId],
    references: [suppliers.organizationId, suppliers.id],
  }),
  skus: many(skus),
}));

export const skusRelations = relations(skus, ({ one, many }) => ({
  product: one(products, {
    fields: [skus.organizationId, skus.productId],
    references: [products.organizationId, products.id],
  }),
  inventory: one(inventory),
  prices: many(priceListEntries),
  orderLines: many(orderLines),
  cartItems: many(cartItems),
  listItems: many(listItems),
}));

export const inventoryRelations = relations(inventory, ({ one }) => ({
  sku: one(skus, {
    fields: [inventory.organizationId, inventory.skuId],
    references: [skus.organizationId, skus.id],
  }),
}));

export const priceListEntriesRelations = relations(priceListEntries, ({ one, many }) => ({
  sku: one(skus, {
    fields: [priceListEntries.organizationId, priceListEntries.skuId],
    references: [skus.organizationId, skus.id],
  }),
  customer: one(customers, {
    fields: [priceListEntries.organizationId, priceListEntries.customerId],
    references: [customers.organizationId, customers.id],
  }),
  orderLines: many(orderLines),
}));
