import { type Break } from './break.ts';

export const objectBreaks: readonly Break[] = [
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
];
