import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const original =
  'alter table sales.customers add foreign key (country) references public.countries';
const references = (
  action: string,
) => `alter table sales.customers drop constraint customers_country_fkey;
  alter table sales.customers add foreign key (country) references public.countries ${action}`;
const fix = `alter table sales.customers drop constraint customers_country_fkey; ${original}`;

describe('0045 cascade-across', () => {
  test.each([
    ['on delete cascade', 'deleting from public.countries deletes its rows'],
    ['on delete set null', 'deleting from public.countries sets its rows to null'],
    ['on update set default', 'updating public.countries sets its rows to a default'],
    [
      'on update cascade on delete set null',
      'deleting from public.countries sets its rows to null and updating public.countries updates its rows',
    ],
  ])('%s', (action, detail) =>
    breaks('0045', {
      break: references(action),
      expect: [{ object: 'sales.customers.customers_country_fkey', detail, severity: 'warning' }],
      fix,
    }),
  );

  test('from a table of users', () =>
    breaks('0045', {
      break: `create table public.people (id bigint primary key);
        alter table public.people enable row level security; alter table public.people force row level security;
        create policy staff on public.people for all to {staff} using (true) with check (true);
        alter table public.accounts add column contact bigint references public.people on delete cascade`,
      config: (config) => ({ ...config, tables: { ...config.tables, people: 'user' } }),
      expect: [
        {
          object: 'public.accounts.accounts_contact_fkey',
          detail: 'deleting from public.people deletes its rows',
        },
      ],
      fix: 'alter table public.accounts drop column contact',
      undo: 'drop table public.people',
    }));

  test('not within a tenant, nor from the tenant itself', () =>
    accepts({
      break: `alter table sales.customers drop constraint customers_account_id_fkey;
        alter table sales.customers add foreign key (account_id) references public.accounts on delete cascade`,
      undo: `alter table sales.customers drop constraint customers_account_id_fkey;
        alter table sales.customers add foreign key (account_id) references public.accounts`,
    }));

  test('nor one that refuses', () =>
    accepts({ break: references('on delete restrict'), undo: fix }));
});
