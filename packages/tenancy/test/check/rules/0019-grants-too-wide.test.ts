import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0019 grants-too-wide', () => {
  test.each([
    ['truncate', 'TRUNCATE'],
    ['references (id)', 'REFERENCES'],
    ['trigger, truncate', 'TRIGGER, TRUNCATE'],
  ])('%s: no policy binds that', (grant, privileges) =>
    breaks('0019', {
      break: `grant ${grant} on sales.orders to {app}`,
      expect: [
        {
          object: 'sales.orders',
          detail: `{app} may ${privileges}: no policy binds that`,
          severity: 'error',
        },
      ],
    }),
  );

  test('on a table that is everybody’s, and on a view', () =>
    breaks('0019', {
      break: 'grant trigger on public.countries, sales.order_totals to public',
      expect: [
        { object: 'public.countries', detail: 'public may TRIGGER: no policy binds that' },
        { object: 'sales.order_totals', detail: 'public may TRIGGER: no policy binds that' },
      ],
    }));

  test('vacuum and the like (17), or truncate', () =>
    breaks('0019', {
      break: `do $$ begin execute 'grant ' || case when current_setting('server_version_num')::int < 170000
        then 'truncate' else 'maintain' end || ' on sales.orders to {app}'; end $$`,
      expect: [{ object: 'sales.orders' }],
    }));

  test('a private table', () =>
    breaks('0019', {
      break: 'grant select (name), insert on internal.secrets to {app}',
      expect: [
        { object: 'internal.secrets', detail: 'is private, and {app} may INSERT, SELECT' },
        { rule: '0001', object: 'internal.secrets' },
      ],
    }));

  test('everybody, on a tenant’s table', () =>
    breaks('0019', {
      break: 'grant select, insert on sales.customers to public',
      expect: [{ object: 'sales.customers', detail: 'everybody (public) may INSERT, SELECT' }],
    }));

  test('writes to what every tenant reads', () =>
    breaks('0019', {
      break: 'grant update (name), delete on public.countries to {app}',
      expect: [
        { object: 'public.countries', detail: "is every tenant's, and {app} may DELETE, UPDATE" },
      ],
    }));

  test('the right to pass a right on, and who has it from whom', () =>
    breaks('0019', {
      break:
        'grant select on sales.customers to {app} with grant option; set role {app}; grant select on sales.customers to {login}; reset role',
      expect: [{ object: 'sales.customers', detail: '{app} may grant SELECT to others' }],
    }));

  test('what a role has that tenants are members of', () =>
    breaks('0019', {
      break:
        'create role {app}_group; grant {app}_group to {login}; grant truncate on sales.customers to {app}_group',
      expect: [
        { object: 'sales.customers', detail: '{app}_group may TRUNCATE: no policy binds that' },
      ],
      undo: 'drop role {app}_group',
    }));

  test('not writes of those that the configuration names', () =>
    accepts({
      break: 'grant update (name) on public.countries to {app}',
      config: (config) => ({
        ...config,
        tables: { ...config.tables, countries: { scope: 'global', writers: ['member'] } },
      }),
      undo: 'revoke update on public.countries from {app}',
    }));

  test('but of those that it does not name', () =>
    breaks('0019', {
      break: 'grant update (name) on public.countries to {app}',
      config: (config) => ({
        ...config,
        tables: { ...config.tables, countries: { scope: 'global', writers: [] } },
      }),
      expect: [{ object: 'public.countries' }],
    }));

  test('nor what the staff may', () =>
    accepts({
      break: 'grant truncate, trigger on sales.customers to {staff} with grant option',
      undo: 'revoke truncate, trigger on sales.customers from {staff}',
    }));
});
