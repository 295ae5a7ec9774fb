import { type Break, listed, on } from './break.ts';

export const configuredBreaks: readonly Break[] = [
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
];
