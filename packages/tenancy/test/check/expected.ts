import type { ExpectedPolicy, TenancyConfig } from '../../src/check.ts';
import type { SafeDatabase } from '../proof/safe-database.ts';

const keys = {
  accounts: 'id',
  'sales.customers': 'account_id',
  'sales.orders': 'account_id',
  'sales.order_lines': 'account_id',
  '"Ops"."Shift Log"': 'account_id',
  '"Ops"."Shift Log north"': undefined,
  '"Ops"."Shift Log south"': undefined,
};

/** The safe database's configuration, with the policies that it has: in other words than the server's. */
export function expecting(config: TenancyConfig, roles: SafeDatabase['roles']): TenancyConfig {
  const staff: ExpectedPolicy = {
    name: 'staff',
    role: roles.staff,
    command: 'all',
    using: 'true',
    check: 'true',
  };
  const expected = Object.entries(keys).map(([table, key]) => {
    if (key === undefined) return { table, policies: [staff] };
    const own = `${key}=(select   public.current_account())`;
    const tenant = {
      name: 'tenant',
      role: roles.app,
      command: 'all',
      using: own,
      check: own,
    } as const;
    return { table, policies: [tenant, staff] };
  });
  return { ...config, expected };
}
