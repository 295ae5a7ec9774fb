import type { SafeDatabase } from '../proof/safe-database.ts';

/** One way to break the safe database, and who must notice. */
export interface Mutant {
  /** What was done, for the table in docs/isolation.md. */
  readonly name: string;
  readonly sql: (roles: SafeDatabase['roles']) => string;
}

/** The safe database, broken. Each is run alone on a database of its own, as the superuser. */
export const mutants: readonly Mutant[] = [
  // Policies
  { name: 'policy dropped', sql: () => 'drop policy tenant on sales.orders' },
  {
    name: 'permissive USING (true) added',
    sql: ({ app }) => `create policy open on sales.orders for select to ${app} using (true)`,
  },
  {
    name: 'USING (true) for PUBLIC added',
    sql: () => 'create policy open on sales.customers for select using (true)',
  },
  {
    name: 'policy weakened: any row with a key',
    sql: () => 'alter policy tenant on sales.orders using (account_id is not null)',
  },
  {
    name: 'policy weakened: OR status',
    sql: () =>
      `alter policy tenant on sales.orders using (account_id = (select public.current_account()) or status = 'open')`,
  },
  {
    name: 'policy compares the wrong way round',
    sql: () =>
      'alter policy tenant on sales.order_lines using (account_id >= (select public.current_account()))',
  },
  { name: 'WITH CHECK (true)', sql: () => 'alter policy tenant on sales.orders with check (true)' },
  {
    name: 'insert policy without a check of the key',
    sql: ({ app }) =>
      `create policy add on sales.customers for insert to ${app} with check (email <> '')`,
  },
  {
    name: 'delete policy for all rows',
    sql: ({ app }) => `create policy clean on sales.order_lines for delete to ${app} using (true);
      create policy seen on sales.order_lines for select to ${app} using (line > 0)`,
  },
  {
    name: 'organizations visible to everybody',
    sql: ({ app }) =>
      `create policy all_accounts on public.accounts for select to ${app} using (true)`,
  },
  {
    name: 'policy trusts a setting as a superadmin flag',
    sql: ({ app }) => `create policy admins on sales.orders for select to ${app}
      using (current_setting('shop.is_admin', true) = 'true')`,
  },
  {
    name: 'restrictive and permissive policies address different roles',
    sql: ({ app }) => `drop policy tenant on sales.orders;
      create policy everybody on sales.orders using (true);
      create policy tenant on sales.orders as restrictive to ${app} using (account_id = (select public.current_account()))`,
  },
  {
    name: 'policy with a volatile function',
    sql: () =>
      'alter policy tenant on sales.orders using (account_id = public.current_account() and random() >= 0)',
  },
  {
    name: 'policy with a subquery',
    sql: () => `alter policy tenant on sales.order_lines
      using (order_id in (select id from sales.orders where account_id = public.current_account()))`,
  },
  // Row security itself
  { name: 'row security off', sql: () => 'alter table sales.orders disable row level security' },
  { name: 'FORCE off', sql: () => 'alter table sales.orders no force row level security' },
  // The function that says whose a transaction is
  {
    name: 'context function falls back to the first account',
    sql: () => `create or replace function public.current_account() returns bigint
      language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
      return coalesce(nullif(current_setting('shop.account_id', true), '')::bigint, (select min(id) from public.accounts))`,
  },
  {
    name: 'context function not pinned',
    sql: () => `create or replace function public.current_account() returns bigint language sql stable parallel safe
      as $$ select nullif(current_setting('shop.account_id', true), '')::bigint $$;
      alter function public.current_account() reset search_path`,
  },
  {
    name: 'context function belongs to the app',
    sql: ({ app }) => `alter function public.current_account() owner to ${app}`,
  },
  // Around the policies
  {
    name: 'view without security_invoker',
    sql: () => 'alter view sales.order_totals reset (security_invoker)',
  },
  {
    name: 'materialized view granted',
    sql: ({ app }) =>
      `grant usage on schema internal to ${app}; grant select on internal.totals to ${app}`,
  },
  {
    name: 'function with its owner’s rights',
    sql: () => `create function sales.all_orders() returns bigint language sql security definer
      set search_path = pg_catalog, pg_temp return (select count(*) from sales.orders)`,
  },
  {
    name: 'trusted function not pinned',
    sql: () => `drop function public.account_name();
      create function public.account_name() returns text language sql stable security definer
      as 'select name from accounts where id = public.current_account()'`,
  },
  {
    name: 'rule that copies rows',
    sql: ({ app }) => `create table sales.log (account_id bigint, number text);
      grant select on sales.log to ${app};
      create rule copy as on insert to sales.orders do also insert into sales.log values (new.account_id, new.number)`,
  },
  {
    name: 'inheriting table with rows of its own',
    sql: () => 'create table sales.archived_customers () inherits (sales.customers)',
  },
  {
    name: 'partition granted, its row security off',
    sql: ({ app }) => `alter table "Ops"."Shift Log north" disable row level security;
      grant select on "Ops"."Shift Log north" to ${app}`,
  },
  {
    name: 'partition granted',
    sql: ({ app }) => `grant select, insert on "Ops"."Shift Log south" to ${app}`,
  },
  {
    name: 'copy of a table granted',
    sql: ({ app }) => `create table sales.orders_2025 as select * from sales.orders;
      grant select on sales.orders_2025 to ${app}`,
  },
  {
    name: 'unclassified table granted',
    sql: ({
      app,
    }) => `create table public.exports (id uuid primary key default gen_random_uuid(), body text);
      grant select, insert on public.exports to ${app}`,
  },
  // Grants
  { name: 'TRUNCATE granted', sql: ({ app }) => `grant truncate on sales.orders to ${app}` },
  {
    name: 'REFERENCES and TRIGGER granted',
    sql: ({ app }) => `grant references, trigger on sales.orders to ${app}`,
  },
  { name: 'PUBLIC may read', sql: () => 'grant select on sales.customers to public' },
  {
    name: 'grant option',
    sql: ({ app }) => `grant select on sales.customers to ${app} with grant option`,
  },
  {
    name: 'private table readable',
    sql: ({ app }) =>
      `grant usage on schema internal to ${app}; grant select on internal.secrets to ${app}`,
  },
  {
    name: 'one column of a private table readable',
    sql: ({ app }) =>
      `grant usage on schema internal to ${app}; grant select (name) on internal.secrets to ${app}`,
  },
  {
    name: 'global table writable',
    sql: ({ app }) => `grant insert, update on public.countries to ${app}`,
  },
  {
    name: 'default privileges',
    sql: ({ app, owner }) =>
      `alter default privileges for role ${owner} in schema sales grant select on tables to ${app}`,
  },
  { name: 'CREATE on a schema', sql: ({ app }) => `grant create on schema sales to ${app}` },
  {
    name: 'TEMP on the database',
    sql: () =>
      `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
  },
  // Keys
  {
    name: 'foreign key not composite',
    sql: () => `alter table sales.customers add unique (id);
      alter table sales.orders drop constraint orders_account_id_customer_id_fkey;
      alter table sales.orders add foreign key (customer_id) references sales.customers (id)`,
  },
  {
    name: 'foreign key dropped to NOT VALID',
    sql: () => `alter table sales.orders drop constraint orders_account_id_customer_id_fkey;
      alter table sales.orders add foreign key (account_id, customer_id) references sales.customers (account_id, id) not valid`,
  },
  {
    name: 'unique without the tenant key',
    sql: () => 'alter table sales.customers add unique (email)',
  },
  {
    name: 'tenant key nullable',
    sql: ({
      app,
    }) => `create table sales.notes (account_id bigint references public.accounts, id uuid primary key default gen_random_uuid(), body text);
      create index on sales.notes (account_id);
      alter table sales.notes enable row level security; alter table sales.notes force row level security;
      create policy tenant on sales.notes to ${app} using (account_id is null or account_id = (select public.current_account()))
        with check (account_id is null or account_id = (select public.current_account()));
      grant select, insert, update, delete on sales.notes to ${app}`,
  },
  {
    name: 'no index on the tenant key',
    sql: ({
      app,
    }) => `create table sales.events (account_id bigint not null, at timestamptz not null default now());
      alter table sales.events enable row level security; alter table sales.events force row level security;
      create policy tenant on sales.events to ${app} using (account_id = (select public.current_account()))
        with check (account_id = (select public.current_account()));
      grant select, insert on sales.events to ${app}`,
  },
  {
    name: 'sequence shared by tenants',
    sql: () =>
      'alter table sales.customers add column number integer generated by default as identity',
  },
  // Triggers
  {
    name: 'foreign-key triggers disabled',
    sql: () => 'alter table sales.orders disable trigger all',
  },
  // Roles and logins
  { name: 'the login is a superuser', sql: ({ login }) => `alter role ${login} superuser` },
  { name: 'the login has BYPASSRLS', sql: ({ login }) => `alter role ${login} bypassrls` },
  { name: 'the app role has BYPASSRLS', sql: ({ app }) => `alter role ${app} bypassrls` },
  { name: 'the login is also staff', sql: ({ login, staff }) => `grant ${staff} to ${login}` },
  {
    name: 'the login may become staff by SET ROLE',
    sql: ({ login, staff }) => `alter role ${login} noinherit; grant ${staff} to ${login}`,
  },
  { name: 'the login may read all data', sql: ({ login }) => `grant pg_read_all_data to ${login}` },
  { name: 'the app owns a table', sql: ({ app }) => `alter table sales.customers owner to ${app}` },
  {
    name: 'the login may become the owner',
    sql: ({ login, owner }) => `grant ${owner} to ${login}`,
  },
  {
    name: 'a context stored on the login',
    sql: ({ login }) => `alter role ${login} set shop.account_id = '1'`,
  },
  {
    name: 'a context stored on the database',
    sql: () =>
      `do $$ begin execute format('alter database %I set shop.account_id = ''1''', current_database()); end $$`,
  },
  {
    name: 'a leakproof function of one’s own',
    sql: () => `create function sales.peek(text) returns boolean language plpgsql leakproof cost 0.0001
      as $$ begin raise notice '%', $1; return true; end $$`,
  },
];
