import { type Break, on } from './break.ts';

export const contextBreaks: readonly Break[] = [
  {
    name: 'a context that is not signed',
    sql: () => '',
    leaks: on('sales.orders', ['select', 'insert']),
    subject: 'member with a forged context',
    config: ({ signedContext: _, ...config }) => config,
  },
  {
    name: 'a setting that makes a superadmin',
    sql: ({ app }) => `create policy admins on sales.orders for select to ${app}
      using (current_setting('shop.is_admin', true) = 'true')`,
    leaks: ['select sales.orders'],
    subject: 'member with a forged context',
    config: ({ signedContext: _, ...config }) => config,
  },
];
