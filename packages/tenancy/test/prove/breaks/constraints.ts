import { type Break, listed } from './break.ts';

export const constraintBreaks: readonly Break[] = [
  {
    name: 'a foreign key without the tenant',
    sql: () => `alter table sales.orders drop constraint orders_account_id_customer_id_fkey;
      alter table sales.customers add unique (id);
      alter table sales.orders add foreign key (customer_id) references sales.customers (id)`,
    leaks: ['foreign-key sales.orders'],
  },
  {
    name: 'a foreign key of which one column may be NULL',
    sql: () => `alter table sales.orders drop constraint orders_account_id_customer_id_fkey;
      alter table sales.orders add column customer_account bigint check (customer_account = account_id);
      alter table sales.orders add foreign key (customer_account, customer_id)
        references sales.customers (account_id, id)`,
    leaks: ['foreign-key sales.orders'],
  },
  {
    name: 'a unique constraint without the tenant',
    sql: () => 'alter table sales.orders add unique (number)',
    leaks: ['existence sales.orders'],
  },
  {
    name: 'a unique constraint without the tenant, for who may only change rows',
    sql: ({ app }) =>
      `alter table sales.orders add unique (number); revoke insert on sales.orders from ${app}`,
    leaks: ['existence sales.orders'],
  },
  {
    name: 'a unique index on an expression, without the tenant',
    sql: () => 'create unique index on sales.customers (lower(email))',
    leaks: ['existence sales.customers'],
  },
  {
    name: 'a partial unique index, without the tenant',
    sql: () => `create unique index on sales.customers (email) where country is not null`,
    leaks: ['existence sales.customers'],
  },
  {
    name: 'a foreign key that cascades from a row of one’s own',
    sql: ({ app }) => `grant delete on public.accounts to ${app};
      create function public.spread() returns trigger language plpgsql security definer as
        $$ begin update sales.customers set country = null; return old; end $$;
      create trigger spread before update on public.accounts for each row execute function public.spread()`,
    leaks: ['side-effects public.accounts'],
  },
  {
    name: 'a trigger that keeps rows, and another tenant’s with them',
    sql: ({ app }) => `grant delete on public.accounts to ${app};
      create function public.keep() returns trigger language plpgsql security definer as
        $$ begin update sales.customers set country = null; return old; end $$;
      create trigger keep before update on public.accounts for each row execute function public.keep()`,
    leaks: ['side-effects public.accounts'],
    config: (config) =>
      listed(config, 'sales.customers', { scope: 'tenant', writers: [], derived: true }),
  },
  {
    name: 'a rule that does something else instead, and counts nothing',
    // A rule writes as the table's owner.
    sql: () => `alter table sales.order_lines no force row level security;
      create rule other as on delete to sales.order_lines do instead update sales.order_lines set quantity = 7`,
    leaks: ['side-effects sales.order_lines'],
  },
  {
    name: 'a rule that writes another table',
    sql: () =>
      'create rule spread as on update to sales.customers do also update sales.orders set total = 1',
    leaks: ['side-effects sales.customers'],
  },
];
