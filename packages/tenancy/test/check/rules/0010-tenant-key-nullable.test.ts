import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const invoices = (
  key: string,
) => `create table sales.invoices (account_id ${key}, id uuid not null);
  create index on sales.invoices (account_id); alter table sales.invoices enable row level security;
  alter table sales.invoices force row level security; alter table sales.invoices owner to {owner}`;

describe('0010 tenant-key-nullable', () => {
  test('a key that may be NULL', () =>
    breaks('0010', {
      break: invoices('bigint'),
      expect: [{ object: 'sales.invoices.account_id', detail: 'may be NULL', severity: 'error' }],
      undo: 'drop table sales.invoices',
    }));

  test('a key by another name', () =>
    breaks('0010', {
      break: `create table sales.invoices ("Whose" bigint); create index on sales.invoices ("Whose");
        alter table sales.invoices enable row level security; alter table sales.invoices force row level security;
        alter table sales.invoices owner to {owner}`,
      config: (config) => ({
        ...config,
        tables: { ...config.tables, 'sales.invoices': { scope: 'tenant', key: 'Whose' } },
      }),
      expect: [{ object: 'sales.invoices."Whose"' }],
      undo: 'drop table sales.invoices',
    }));

  test('a key that is not NULL from now on (18), or not at all', () =>
    breaks('0010', {
      break: `${invoices('bigint')}; do $$ begin
        if current_setting('server_version_num')::int >= 180000 then
          execute 'alter table sales.invoices add constraint whose not null account_id not valid';
        end if; end $$`,
      expect: [{ object: 'sales.invoices.account_id' }],
      undo: 'drop table sales.invoices',
    }));

  test('not one whose type is a domain that is never NULL', () =>
    accepts({
      break: `create domain sales.account as bigint not null; ${invoices('sales.account')}`,
      undo: 'drop table sales.invoices; drop domain sales.account',
    }));
});
