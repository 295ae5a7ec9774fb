import type { TenancyConfig } from '../../src/check.ts';
import type { SafeDatabase } from '../proof/safe-database.ts';

/** One way to break the safe database, and the attacks that must get through. */
export interface Break {
  readonly name: string;
  readonly sql: (roles: SafeDatabase['roles']) => string;
  /** "select sales.orders": attack and object. */
  readonly leaks: readonly string[];
  /** Whom it must get through to. Default: "member". */
  readonly subject?: string;
  readonly config?: (config: TenancyConfig) => TenancyConfig;
}

const reads = [
  'select',
  'count',
  'cursor',
  'copy-out',
  'lock-rows',
  'row-security-off',
  'system-columns',
  'explain',
  'statistics',
  'interference',
];
const writes = [
  'insert',
  'update',
  'delete',
  'blind-update',
  'blind-delete',
  'upsert',
  'merge',
  'move-row',
  'returning',
  'copy-in',
];
const on = (object: string, attacks: readonly string[]) =>
  attacks.map((attack) => `${attack} ${object}`);

export const breaks: readonly Break[] = [
  // Row security and policies
  {
    name: 'row security off',
    sql: () => 'alter table sales.orders disable row level security',
    leaks: on('sales.orders', [...reads, ...writes]),
  },
  {
    name: 'a policy that lets everybody read',
    sql: ({ app }) => `create policy open on sales.orders for select to ${app} using (true)`,
    leaks: on('sales.orders', ['select', 'count', 'cursor', 'copy-out', 'explain', 'interference']),
  },
  {
    name: 'a policy that shows a third tenant',
    sql: ({
      app,
    }) => `with third as (insert into public.accounts (name) values ('third') returning id)
        insert into sales.customers (account_id, email) select id, 'third@example.org' from third;
      create policy third on sales.customers for select to ${app}
        using (account_id = (select min(id) from public.accounts where name = 'third'));
      create policy third on public.accounts for select to ${app} using (name = 'third')`,
    leaks: ['count sales.customers', 'count public.accounts'],
  },
  {
    name: 'the policy dropped, row security off: no context at all',
    sql: () =>
      'drop policy tenant on sales.orders; alter table sales.orders disable row level security',
    leaks: ['select sales.orders', 'insert sales.orders', 'blind-delete sales.orders'],
    subject: 'without a context',
  },
  {
    name: 'WITH CHECK (true)',
    sql: () => 'alter policy tenant on sales.orders with check (true)',
    leaks: ['insert sales.orders', 'move-row sales.orders'],
  },
  {
    name: 'an insert policy that checks something else',
    sql: ({ app }) =>
      `create policy add on sales.customers for insert to ${app} with check (email <> '')`,
    leaks: ['insert sales.customers'],
  },
  {
    name: 'an update policy for all rows, behind a select policy that is right',
    sql: ({ app }) =>
      `create policy open on sales.orders for update to ${app} using (true) with check (true)`,
    leaks: ['blind-update sales.orders'],
  },
  {
    name: 'a delete policy for all rows, and foreign keys that keep them',
    sql: ({ app }) => `create policy open on sales.customers for delete to ${app} using (true)`,
    leaks: ['blind-delete sales.customers'],
  },
  {
    name: 'a context that falls back to everything',
    sql: ({ app }) => `create policy fallback on sales.orders to ${app}
      using (nullif(current_setting('shop.account_id', true), '') is null)`,
    leaks: ['reset session'],
  },
  {
    name: 'the same, without a context',
    sql: ({ app }) => `create policy fallback on sales.orders to ${app}
      using (nullif(current_setting('shop.account_id', true), '') is null)`,
    leaks: ['select sales.orders', 'count sales.orders', 'update sales.orders'],
    subject: 'without a context',
  },
  {
    name: 'the organizations are visible to everybody',
    sql: ({ app }) => `create policy open on public.accounts for select to ${app} using (true)`,
    leaks: ['select public.accounts', 'count public.accounts'],
  },
  // What the configuration says of subjects
  {
    name: 'somebody writes who is no writer',
    sql: () => '',
    leaks: on('sales.orders', ['insert', 'update', 'delete']),
    config: (config) => listed(config, 'sales.orders', { scope: 'tenant', writers: ['clerk'] }),
  },
  {
    name: 'rows of the same tenant that are another’s',
    sql: () => '',
    leaks: on('sales.orders', ['select', 'count', 'insert', 'update', 'delete', 'move-row']),
    config: (config) => ({
      ...listed(config, 'sales.orders', { scope: 'tenant', ownedBy: { member: 'customer_id' } }),
      subjects: (config.subjects ?? []).map((subject) => ({
        ...subject,
        id: (own) => own('sales.orders', 'customer_id'),
      })),
    }),
  },
  // Tables that are not the tenants'
  {
    name: 'a private table is granted',
    sql: ({ app }) => `grant usage on schema internal to ${app};
      grant select, insert, delete on internal.secrets to ${app}`,
    leaks: on('internal.secrets', ['select', 'count', 'copy-out', 'insert', 'delete']),
  },
  {
    name: 'a global table is written',
    sql: ({ app }) => `grant insert, update on public.countries to ${app}`,
    leaks: on('public.countries', ['insert', 'update']),
  },
  {
    name: 'a partition is granted, and has no policy',
    sql: ({ app }) => `alter table "Ops"."Shift Log north" disable row level security;
      grant usage on schema "Ops" to ${app}; grant select on "Ops"."Shift Log north" to ${app}`,
    leaks: on('"Ops"."Shift Log north"', ['select', 'count']),
  },
  // Constraints
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
    name: 'a rule that writes another table',
    sql: () =>
      'create rule spread as on update to sales.customers do also update sales.orders set total = 1',
    leaks: ['side-effects sales.customers'],
  },
  // Views and functions
  {
    name: 'a view with its owner’s rights',
    sql: () => 'alter view sales.order_totals set (security_invoker = false)',
    leaks: ['view-select sales.order_totals', 'interference sales.order_totals'],
  },
  {
    name: 'a view without the tenant’s key that counts all',
    sql: ({ app }) => `create view sales.turnover as select sum(total) as total from sales.orders;
      grant select on sales.turnover to ${app}`,
    leaks: ['interference sales.turnover'],
  },
  {
    name: 'a view that can be written',
    sql: ({ app }) => `create view sales.all_orders as select * from sales.orders;
      grant select, insert, update, delete on sales.all_orders to ${app}`,
    leaks: ['view-select sales.all_orders', 'view-write sales.all_orders'],
  },
  {
    name: 'a materialized view is granted',
    sql: ({ app }) => `grant usage on schema internal to ${app};
      grant select on internal.totals to ${app}`,
    leaks: ['interference internal.totals'],
  },
  {
    name: 'a function with its owner’s rights that counts',
    sql: () => `create function public.order_count() returns bigint language sql security definer
      as 'select count(*) from sales.orders'`,
    leaks: ['functions public.order_count()'],
  },
  {
    name: 'a function that tells whether a number is taken',
    sql: () => `create function public.is_taken(text) returns boolean language sql security definer
      as 'select exists (select from sales.orders where number = $1)'`,
    leaks: ['functions public.is_taken(text)'],
  },
  {
    name: 'a function that raises what it found',
    sql: () => `create function public.greet() returns text language plpgsql security definer as
      $$ begin raise exception 'hello %', (select string_agg(email, ', ') from sales.customers); end $$`,
    leaks: ['functions public.greet()'],
  },
  {
    name: 'a procedure that deletes',
    sql: () => `create procedure public.forget(tenant bigint) language sql security definer
      as 'delete from sales.order_lines where account_id = tenant'`,
    leaks: ['functions public.forget(bigint)'],
  },
  // Grants, roles, ownership
  {
    name: 'TRUNCATE is granted',
    sql: ({ app }) => `grant truncate on sales.order_lines to ${app}`,
    leaks: ['truncate sales.order_lines'],
  },
  {
    name: 'TRIGGER is granted',
    sql: ({ app }) => `grant trigger on sales.order_lines to ${app}`,
    leaks: ['alter-table sales.order_lines'],
    subject: 'without a context',
  },
  {
    name: 'a right can be passed on, and so can others',
    sql: ({ app }) => `grant truncate on sales.order_lines to ${app};
      revoke truncate on sales.order_lines from ${app}; alter table sales.order_lines owner to ${app}`,
    leaks: ['alter-table sales.order_lines'],
    subject: 'without a context',
  },
  {
    name: 'the login is staff as well',
    sql: ({ staff, login }) => `grant ${staff} to ${login} with inherit false, set true`,
    leaks: ['set-role STAFF'],
  },
  {
    name: 'the login bypasses row security',
    sql: ({ login }) => `alter role ${login} bypassrls`,
    leaks: ['select sales.orders', 'row-security-off sales.orders'],
  },
  {
    name: 'the login makes roles',
    sql: ({ login }) => `alter role ${login} createrole`,
    leaks: ['alter-role new role'],
    subject: 'without a context',
  },
  {
    name: 'a restrictive policy that goes with the role',
    sql: ({ app }) => `drop policy tenant on sales.orders;
      create policy everybody on sales.orders using (true) with check (true);
      create policy tenant on sales.orders as restrictive to ${app}
        using (account_id = (select public.current_account()));
      grant select on sales.orders to public`,
    leaks: ['drop-owned APP'],
  },
  // Objects of one's own
  {
    name: 'objects may be made in public',
    sql: ({ app }) => `grant create on schema public to ${app}`,
    leaks: ['create-objects schema public'],
    subject: 'without a context',
  },
  {
    name: 'temporary tables may be made',
    sql: ({ app }) =>
      `do $$ begin execute format('grant temporary on database %I to ${app}', current_database()); end $$`,
    leaks: ['temporary-table public.accounts'],
  },
  {
    name: 'a large object of the tenants’ role',
    sql: ({ app }) =>
      `select lo_from_bytea(424242, 'secret'); alter large object 424242 owner to ${app}`,
    leaks: ['large-objects large object'],
    subject: 'without a context',
  },
  // Forged contexts
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

function listed(
  config: TenancyConfig,
  table: string,
  said: NonNullable<TenancyConfig['tables']>[string],
): TenancyConfig {
  return { ...config, tables: { ...config.tables, [table]: said } };
}
