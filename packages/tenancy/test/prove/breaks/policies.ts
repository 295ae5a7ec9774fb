import { type Break, on } from './break.ts';

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
export const policyBreaks: readonly Break[] = [
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
    name: 'a policy that compares the wrong way round: the newer tenant sees the older',
    sql: () =>
      'alter policy tenant on sales.orders using (account_id <= (select public.current_account()))',
    leaks: ['select sales.orders', 'count sales.orders'],
    subject: 'member of the other tenant',
  },
  {
    name: 'everybody’s rows, of which only some columns may be read',
    sql: ({ app }) => `create policy open on sales.orders for select to ${app} using (true);
      revoke select on sales.orders from ${app}; grant select (id, number) on sales.orders to ${app}`,
    leaks: ['select sales.orders', 'count sales.orders', 'interference sales.orders'],
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
    name: 'a refusal that tells whether the row is there',
    sql: ({ app }) => `drop policy tenant on sales.orders;
      create policy seen on sales.orders for select to ${app} using (true);
      create policy kept on sales.orders for update to ${app} using (true)
        with check (account_id = (select public.current_account()))`,
    leaks: ['update sales.orders'],
  },
  {
    name: 'rows that others refer to can be given away',
    sql: () => 'alter policy tenant on sales.customers with check (true)',
    leaks: ['move-row sales.customers'],
  },
  {
    name: 'a trigger that says what it found',
    sql: () => `create function sales.complain() returns trigger language plpgsql security definer as
        $$ begin raise exception 'known: %', (select string_agg(email, ', ') from sales.customers); end $$;
      create trigger complain before insert on sales.customers for each row execute function sales.complain()`,
    leaks: ['insert sales.customers'],
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
];
