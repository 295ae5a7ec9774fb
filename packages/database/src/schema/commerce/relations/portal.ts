import { relations } from 'drizzle-orm';
import { roles } from '../../core/roles.ts';
import { cartItems } from '../cart-items.ts';
import { carts } from '../carts.ts';
import { listItems } from '../list-items.ts';
import { lists } from '../lists.ts';
import { orders } from '../orders.ts';
import { portalSessions } from '../portal-sessions.ts';
import { portalUserRoles } from '../portal-user-roles.ts';
import { portalUsers } from '../portal-users.ts';
import { skus } from '../skus.ts';

export const portalUserRolesRelations = relations(portalUserRoles, ({ one }) => ({
  portalUser: one(portalUsers, {
    fields: [portalUserRoles.organizationId, portalUserRoles.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
  role: one(roles, { fields: [portalUserRoles.roleId], references: [roles.id] }),
}));

export const portalSessionsRelations = relations(portalSessions, ({ one }) => ({
  portalUser: one(portalUsers, {
    fields: [portalSessions.organizationId, portalSessions.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
}));

export const cartsRelations = relations(carts, ({ one, many }) => ({
  portalUser: one(portalUsers, {
    fields: [carts.organizationId, carts.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
  items: many(cartItems),
  order: one(orders),
}));

export const cartItemsRelations = relations(cartItems, ({ one }) => ({
  cart: one(carts, {
    fields: [cartItems.organizationId, cartItems.cartId],
    references: [carts.organizationId, carts.id],
  }),
  sku: one(skus, {
    fields: [cartItems.organizationId, cartItems.skuId],
    references: [skus.organizationId, skus.id],
  }),
}));

export const listsRelations = relations(lists, ({ one, many }) => ({
  portalUser: one(portalUsers, {
    fields: [lists.organizationId, lists.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
  items: many(listItems),
}));

export const listItemsRelations = relations(listItems, ({ one }) => ({
  list: one(lists, {
    fields: [listItems.organizationId, listItems.listId],
    references: [lists.organizationId, lists.id],
  }),
  sku: one(skus, {
    fields: [listItems.organizationId, listItems.skuId],
    references: [skus.organizationId, skus.id],
  }),
}));
