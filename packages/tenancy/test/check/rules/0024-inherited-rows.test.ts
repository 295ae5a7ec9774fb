import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const policy = (table: string) => `
  alter table ${table} enable row level security; alter table ${table} force row level security;
  create policy tenant on ${table} for all to {app}
    using (account_id = (select public.current_account())) with check (account_id = (select public.current_account()));
  create policy staff on ${table} for all to {staff} using (true) with check (true)`;
const child = (more = '') => `set role {owner};
  create table sales.old_customers (like sales.customers including all);
  ${more}; alter table sales.old_customers inherit sales.customers; reset role`;
const undo = 'drop table sales.old_customers';

describe('0024 inherited-rows', () => {
  test('a private table whose rows a tenant’s table shows', () =>
    breaks('0024', {
      break: child(),
      config: (config) => ({
        ...config,
        tables: { ...config.tables, 'sales.old_customers': 'private' },
      }),
      expect: [
        {
          object: 'sales.old_customers',
          detail:
            'its rows are in sales.customers too, which is of scope tenant, while it is of scope private',
          severity: 'error',
        },
      ],
      undo,
    }));

  test('a tenant’s table whose rows one without tenants shows', () =>
    breaks('0024', {
      break: `set role {owner}; create table public.names (name text not null);
        grant select on public.names to {app}; alter table public.accounts inherit public.names; reset role`,
      config: (config) => ({ ...config, tables: { ...config.tables, names: 'global' } }),
      expect: [
        {
          object: 'public.accounts',
          detail:
            'its rows are in public.names too, which is of scope global, while it is of scope organization',
        },
      ],
      undo: 'drop table public.names',
    }));

  test('by way of a table that nobody may read', () =>
    breaks('0024', {
      break: `set role {owner}; create table public.names (name text not null); grant select on public.names to {app};
        create table public.more_names () inherits (public.names);
        alter table public.accounts inherit public.more_names; reset role`,
      config: (config) => ({
        ...config,
        tables: { ...config.tables, names: 'global', more_names: 'global' },
      }),
      expect: [
        {
          object: 'public.accounts',
          detail:
            'its rows are in public.more_names too, which is of scope global, while it is of scope organization',
        },
        {
          object: 'public.accounts',
          detail:
            'its rows are in public.names too, which is of scope global, while it is of scope organization',
        },
      ],
      fix: 'alter table public.accounts no inherit public.more_names',
      undo: 'drop table public.names cascade',
    }));

  test('one whose own policies say less than those of the table that shows its rows', () =>
    breaks('0024', {
      break: child(`${policy('sales.old_customers')};
        create policy seen on sales.old_customers as restrictive for select to {app} using (country is not null)`),
      expect: [
        {
          object: 'sales.old_customers',
          detail:
            'its rows are in sales.customers too, which is of scope tenant and has other policies',
          severity: 'warning',
        },
      ],
      undo,
    }));

  test('not one of the same scope with the same policies for tenants', () =>
    accepts({
      break: child(`${policy('sales.old_customers')};
        alter policy staff on sales.old_customers using (country is null)`),
      undo,
    }));

  test('nor one whose rows are in a table that tenants do not reach', () =>
    accepts({
      break: `set role {owner}; create table public.names (name text not null);
        alter table public.accounts inherit public.names; reset role`,
      config: (config) => ({ ...config, tables: { ...config.tables, names: 'private' } }),
      undo: 'alter table public.accounts no inherit public.names; drop table public.names',
    }));
});
