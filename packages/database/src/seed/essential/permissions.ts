import type { permissions } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

const descriptions = {
  'products.view': 'See the catalog',
  'products.create': 'Add products',
  'products.update': 'Edit products, prices and inventory',
  'products.delete': 'Remove products',
  'orders.view': 'See orders',
  'orders.create': 'Place orders',
  'orders.update': 'Edit orders and move them along',
  'orders.approve': 'Approve orders',
  'customers.view': 'See customers',
  'customers.create': 'Add customers',
  'customers.update': 'Edit customers',
  'portal.access': 'Sign in to the customer portal',
  'portal.cart': 'Use the cart in the portal',
  'portal.favorites': 'Keep lists in the portal',
  'portal.reports': 'See reports in the portal',
  'analytics.view': 'See analytics',
} as const;

export type PermissionKey = keyof typeof descriptions;

export const permissionKeys = Object.keys(descriptions) as readonly PermissionKey[];

export function permissionRows(): readonly (typeof permissions.$inferInsert)[] {
  return permissionKeys.map((key) => ({
    id: seedId('permissions', key),
    key,
    description: descriptions[key],
  }));
}
