import type { roles } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

const systemRoles = [
  { key: 'admin', name: 'Administrator', description: 'Everything' },
  {
    key: 'sales_manager',
    name: 'Sales Manager',
    description: 'Products, orders, customers and analytics',
  },
  {
    key: 'sales_rep',
    name: 'Sales Representative',
    description: 'Views products and customers, creates orders',
  },
  {
    key: 'portal_admin',
    name: 'Portal Administrator',
    description: 'All of the portal and its reports',
  },
  {
    key: 'portal_user',
    name: 'Portal User',
    description: 'The basic portal: cart, favourites, orders',
  },
] as const;

export type RoleKey = (typeof systemRoles)[number]['key'];

export function roleRows(): readonly (typeof roles.$inferInsert)[] {
  return systemRoles.map((role) => ({ id: seedId('roles', role.key), ...role }));
}
