import { describe, test } from 'vitest';
import { onSafeDatabase, type Story } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const trusting =
  (role: 'owner'): NonNullable<Story['config']> =>
  ({ roles, ...config }, names) => ({
    ...config,
    roles: { ...roles, trusted: [...(roles.trusted ?? []), names[role]] },
  });

describe('0008 tenant-owns', () => {
  test.each([
    ['table', 'sales.orders', 'table sales.orders'],
    ['view', 'sales.order_totals', 'view sales.order_totals'],
    ['materialized view', 'internal.totals', 'materialized view internal.totals'],
    ['function', 'sales.stamp()', 'function sales.stamp()'],
    ['schema', 'schema "Ops"', 'schema "Ops"'],
    ['table partition', '"Ops"."Shift Log north"', 'table "Ops"."Shift Log north"'],
  ])('a %s', (kind, object, sql) =>
    breaks('0008', {
      break: `alter ${sql} owner to {app}`,
      expect: [
        {
          object,
          detail: `${kind.replace(' partition', '')} is owned by {app}`,
          severity: 'error',
        },
      ],
      fix: `alter ${sql} owner to {owner}`,
    }),
  );

  test('what a login owns', () =>
    breaks('0008', {
      break: 'alter function public.current_account() owner to {login}',
      expect: [{ object: 'public.current_account()', detail: 'function is owned by {login}' }],
      fix: 'alter function public.current_account() owner to {owner}',
      by: 'superuser',
    }));

  test('the database', () =>
    breaks('0008', {
      break: `do $$ begin execute format('alter database %I owner to {app}', current_database()); end $$`,
      config: trusting('owner'),
      expect: [{ object: 'database {db}', detail: 'database is owned by {app}' }],
      fix: `do $$ begin execute format('alter database %I owner to {owner}', current_database()); end $$`,
      by: 'superuser',
    }));

  test('a login that migrates, and works as a tenant: once', () =>
    breaks('0008', {
      break: `do $$ begin execute format('alter database %I owner to {staff}', current_database()); end $$;
        revoke {staff} from {owner}`,
      expect: [
        {
          object: '{owner}',
          detail:
            'works as a tenant and owns function, materialized view, schema, sequence, table, type, view',
        },
      ],
      checkedBy: 'superuser',
      fix: 'revoke {app} from {owner}',
      by: 'superuser',
      undo: `grant {app}, {staff} to {owner};
        do $$ begin execute format('alter database %I owner to {owner}', current_database()); end $$`,
    }));

  test('not one that is trusted', () =>
    accepts({
      break: `do $$ begin execute format('alter database %I owner to {staff}', current_database()); end $$`,
      config: trusting('owner'),
      undo: `do $$ begin execute format('alter database %I owner to {owner}', current_database()); end $$`,
    }));

  test('not a temporary table of a session that is open', () =>
    accepts({
      break: `do $$ begin execute format('grant temporary on database %I to {login}', current_database()); end $$;
        set role {login}; create temporary table scratch (x int); reset role;
        do $$ begin execute format('revoke temporary on database %I from {login}', current_database()); end $$`,
      undo: 'drop table pg_temp.scratch',
    }));

  test('not what the owner owns, who is a member of the tenant’s role', () =>
    accepts({
      break: 'create table internal.log (at int); alter table internal.log owner to {owner}',
      config: (config) => ({ ...config, tables: { ...config.tables, 'internal.log': 'private' } }),
      undo: 'drop table internal.log',
    }));
});
