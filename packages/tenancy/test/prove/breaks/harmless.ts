import { listed, type Change } from './break.ts';

export const changes: readonly Change[] = [
  {
    name: 'who sees no row of its own has proved nothing by seeing no other',
    sql: () => 'alter policy tenant on sales.orders using (false) with check (true)',
    outcomes: {
      'select sales.orders': 'unproved',
      'count sales.orders': 'unproved',
      'copy-out sales.orders': 'unproved',
      'update sales.orders': 'unproved',
      'delete sales.orders': 'unproved',
      'blind-delete sales.orders': 'unproved',
    },
  },
  {
    name: 'who may not insert for its own tenant either has no right to',
    sql: () => 'alter policy tenant on sales.orders with check (false)',
    outcomes: { 'insert sales.orders': 'no access', 'select sales.orders': 'blocked' },
  },
  {
    name: 'a foreign key that is checked at the commit is checked',
    sql: () => `alter table sales.orders alter constraint orders_account_id_customer_id_fkey
      deferrable initially deferred`,
    outcomes: { 'foreign-key sales.orders': 'blocked', 'side-effects sales.orders': 'blocked' },
  },
  {
    name: 'a trigger may keep rows of one’s own tenant, where it is said that triggers keep them',
    sql: () => `create function public.keep() returns trigger language plpgsql security definer as
        $$ begin update sales.customers set country = null where account_id = new.id; return new; end $$;
      create trigger keep before update on public.accounts for each row execute function public.keep()`,
    outcomes: { 'side-effects public.accounts': 'blocked' },
    config: (config) =>
      listed(config, 'sales.customers', { scope: 'tenant', writers: [], derived: true }),
  },
  {
    name: 'a unique constraint on generated ids tells nothing',
    sql: () => 'alter table sales.customers add unique (id)',
    outcomes: { 'existence sales.customers': 'blocked' },
  },
  {
    name: 'what differs each time is told from what depends on the other tenant',
    sql: ({
      app,
    }) => `create function public.dice() returns double precision language sql volatile as 'select random()';
      create view sales.dice with (security_invoker) as select random() as side;
      grant select on sales.dice to ${app}`,
    outcomes: { 'functions public.dice()': 'blocked', 'interference sales.dice': 'unproved' },
  },
  {
    name: 'a function that runs for longer than anybody waits says nothing',
    sql: () =>
      `create function public.slow() returns void language sql volatile as 'select pg_sleep(60)'`,
    outcomes: { 'functions public.slow()': 'unproved' },
  },
  {
    name: 'a function with its owner’s rights that looks at the context first is none of a hole',
    sql: () => `create function public.my_orders() returns bigint language sql stable security definer as
      'select count(*) from sales.orders where account_id = public.current_account()'`,
    outcomes: { 'functions public.my_orders()': 'blocked' },
  },
  {
    name: 'whoever may write a table may lock it',
    sql: () => '',
    outcomes: { 'lock-table sales.orders': 'accepted', 'lock-table internal.secrets': 'no access' },
  },
  {
    name: 'a temporary table hides nothing that is named with its schema',
    sql: ({ app }) =>
      `do $$ begin execute format('grant temporary on database %I to ${app}', current_database()); end $$`,
    outcomes: {
      'temporary-table sales.orders': 'blocked',
      'temporary-table public.accounts': 'leak',
    },
  },
  {
    name: 'a refusal is no leak where a writer is left out',
    sql: ({ app }) => `revoke insert, update, delete on sales.orders from ${app}`,
    outcomes: { 'insert sales.orders': 'no access', 'update sales.orders': 'no access' },
    config: (config) => listed(config, 'sales.orders', { scope: 'tenant', writers: [] }),
  },
];
