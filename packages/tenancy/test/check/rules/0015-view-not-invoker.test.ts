import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const view = (sql: string, options = '') => `create view sales.v ${options} as ${sql};
  alter view sales.v owner to {owner}; grant select on sales.v to {app}`;
const undo = 'drop view sales.v';

describe('0015 view-not-invoker', () => {
  test('a view over a tenant’s table', () =>
    breaks('0015', {
      break: view('select * from sales.orders'),
      expect: [
        {
          object: 'sales.v',
          detail: 'reads with the rights of {owner} for {app}',
          severity: 'error',
        },
      ],
      undo,
    }));

  test('one that says no, and hides what it reads behind a function', () =>
    breaks('0015', {
      break: view(
        'select id from sales.orders where account_id = public.current_account()',
        'with (security_invoker = off, security_barrier)',
      ),
      expect: [{ object: 'sales.v' }],
      undo,
    }));

  test('one of whose columns one is granted, to everybody', () =>
    breaks('0015', {
      break: `create view sales.v as select * from sales.orders; alter view sales.v owner to {owner}; grant select (id) on sales.v to public`,
      expect: [{ object: 'sales.v', detail: 'reads with the rights of {owner} for public' }],
      undo,
    }));

  test('one over a view that is safe by itself', () =>
    breaks('0015', {
      break: view('select * from sales.order_totals'),
      expect: [{ object: 'sales.v' }],
      undo,
    }));

  test('one over a materialized view, and over what a private table says', () =>
    breaks('0015', {
      break: view('select (select count(*) from internal.secrets), * from internal.totals'),
      expect: [{ object: 'sales.v' }],
      fix: 'drop view sales.v',
    }));

  test('one by a name that is quoted, of a role that the tenant’s may become', () =>
    breaks('0015', {
      break: `create role {app}_group noinherit in role {app}; revoke {app} from {app}_group; grant {app}_group to {app};
        create view "Ops"."V's" as select * from "Ops"."Shift Log north"; alter view "Ops"."V's" owner to {owner};
        grant update on "Ops"."V's" to {app}_group`,
      expect: [
        { object: `"Ops"."V's"`, detail: 'reads with the rights of {owner} for {app}_group' },
      ],
      undo: `drop view "Ops"."V's"; drop role {app}_group`,
    }));

  test('not one that reads what everybody reads', () =>
    accepts({
      break: view(
        `select code, current_setting('server_version') from public.countries, pg_catalog.pg_class`,
      ),
      undo,
    }));

  test('not one that no tenant reaches', () =>
    accepts({
      break:
        'create view sales.v as select * from sales.orders; grant select on sales.v to {staff}',
      undo,
    }));

  test('not one that people classified', () =>
    accepts({
      break: view('select count(*) from public.accounts'),
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.v': 'global' } }),
      undo,
    }));

  test('not one of an extension of the superuser’s', () =>
    accepts({
      break: 'create extension pg_stat_statements',
      undo: 'drop extension pg_stat_statements',
    }));

  test('but one that was given to an extension', () =>
    breaks('0015', {
      break: `create extension citext; ${view('select * from sales.orders')}; alter extension citext add view sales.v`,
      expect: [{ object: 'sales.v' }],
      undo: 'drop extension citext cascade',
    }));
});
