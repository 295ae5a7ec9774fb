import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const database = (sql: string) =>
  `do $$ begin execute format('${sql}', current_database()); end $$`;

describe('0034 setting-on-role', () => {
  test.each([
    ['the setting that policies read', 'shop.account_id', `'2'`, 'error'],
    ['another one with its prefix', 'shop."Other"', `'x'`, 'error'],
    ['session_replication_role', 'session_replication_role', `'replica'`, 'error'],
    ['row_security', 'row_security', `'off'`, 'error'],
    ['transform_null_equals', 'transform_null_equals', `'on'`, 'error'],
    ['standard_conforming_strings', 'standard_conforming_strings', `'off'`, 'error'],
    ['local_preload_libraries', 'local_preload_libraries', `'x'`, 'error'],
    ['session_preload_libraries', 'session_preload_libraries', `'x'`, 'error'],
    ['search_path', 'search_path', `'sales'`, 'warning'],
    ['default_transaction_read_only', 'default_transaction_read_only', `'on'`, 'warning'],
  ] as const)('a login: %s', (_, setting, value, severity) =>
    breaks('0034', {
      break: `alter role {login} set ${setting} = ${value}`,
      expect: [
        {
          object: 'role {login}',
          detail: `begins with ${setting.replaceAll('"', '')} = ${value}`,
          severity,
        },
      ],
      by: 'superuser',
    }),
  );

  test('a login becomes one of the staff', () =>
    breaks('0034', {
      break: 'alter role {login} set role = {staff}',
      expect: [{ object: 'role {login}', detail: `begins with role = '{staff}'` }],
      by: 'superuser',
    }));

  test('the tenant’s role, in this database', () =>
    breaks('0034', {
      break: database(`alter role {app} in database %I set "shop.account_id" = 2`),
      expect: [
        { object: 'role {app} in database {db}', detail: `begins with shop.account_id = '2'` },
      ],
      by: 'superuser',
    }));

  test('the database', () =>
    breaks('0034', {
      break: database('alter database %I set shop.account_id = 2'),
      expect: [{ object: 'database {db}', detail: `begins with shop.account_id = '2'` }],
      by: 'superuser',
    }));

  test('a setting that only a policy reads, or a function in PL/pgSQL', () =>
    breaks('0034', {
      break: `create policy "Some" on sales.orders as restrictive for select to {app}
          using (number <> (select current_setting('one.number', true)));
        create function sales.seen() returns text language plpgsql set search_path = pg_catalog, pg_temp
          as 'begin return CURRENT_SETTING( ''two.seen'', true); end';
        alter role {login} set one.number = 'x'; alter role {login} set two.seen = 'y'`,
      expect: [
        { object: 'role {login}', detail: `begins with one.number = 'x'` },
        { object: 'role {login}', detail: `begins with two.seen = 'y'` },
      ],
      by: 'superuser',
      undo: 'drop policy "Some" on sales.orders; drop function sales.seen',
    }));

  test('not what says nothing about rows, another role’s, nor the role that the login works as', () =>
    accepts({
      break: `alter role {login} set statement_timeout = '5s'; alter role {login} set other.setting = 'x';
        alter role {login} set role = {app}; alter role {staff} set shop.account_id = '2';
        ${database('alter database %I set search_path = public, sales')};
        ${database(`alter database %I set default_transaction_isolation = ''repeatable read''`)}`,
      undo: `alter role {login} reset all; alter role {staff} reset all; ${database('alter database %I reset all')}`,
    }));
});
