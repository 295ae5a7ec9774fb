import type { rolePermissions } from '../../schema/index.ts';
import { permissionKeys, type PermissionKey } from './permissions.ts';
import type { RoleKey } from './roles.ts';

const inArea = (...areas: readonly string[]) =>
  permissionKeys.filter((key) => areas.includes(key.slice(0, key.indexOf('.'))));

const basicPortal: readonly PermissionKey[] = [
  'portal.access',
  'portal.cart',
  'portal.favorites',
  'orders.view',
  'orders.create',
];

const permissionsOf: Readonly<Record<RoleKey, readonly PermissionKey[]>> = {
  admin: permissionKeys,
  sales_manager: inArea('products', 'orders', 'customers', 'analytics'),
  sales_rep: ['products.view', 'orders.create', 'customers.view'],
  portal_admin: [...basicPortal, 'portal.reports'],
  portal_user: basicPortal,
};

/** One row a role and permission, by the ids they have in this database. */
export function rolePermissionRows(
  roleIds: ReadonlyMap<string, string>,
  permissionIds: ReadonlyMap<string, string>,
): readonly (typeof rolePermissions.$inferInsert)[] {
  return Object.entries(permissionsOf).flatMap(([role, keys]) =>
    keys.map((key) => ({ roleId: roleIds.get(role)!, permissionId: permissionIds.get(key)! })),
  );
}
