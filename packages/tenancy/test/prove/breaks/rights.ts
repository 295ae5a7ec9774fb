import { type Break } from './break.ts';

export const rightBreaks: readonly Break[] = [
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
];
