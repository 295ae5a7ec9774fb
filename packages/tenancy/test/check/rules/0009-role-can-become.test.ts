import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0009 role-can-become', () => {
  test('a tenant’s role that is a member of a trusted one', () =>
    breaks('0009', {
      break: 'grant {staff} to {app}',
      expect: [
        {
          object: '{app}',
          detail: 'may become {staff}, which is trusted with every tenant',
          severity: 'error',
        },
      ],
      by: 'superuser',
    }));

  test('a login that is a member of two', () =>
    breaks('0009', {
      break: 'grant {staff} to {login}',
      expect: [
        { object: '{login}', detail: 'may become {staff}, which is trusted with every tenant' },
      ],
      by: 'superuser',
    }));

  test('by way of another role, which inherits nothing', () =>
    breaks('0009', {
      break: 'create role {app}_tools noinherit in role {staff}; grant {app}_tools to {login}',
      expect: [
        {
          object: '{login}',
          detail: 'may become {staff}, which is trusted with every tenant, by way of {app}_tools',
        },
      ],
      by: 'superuser',
      undo: 'drop role {app}_tools',
    }));

  test('the owner of the tables', () =>
    breaks('0009', {
      break: 'revoke {app} from {owner}; grant {owner} to {login}',
      expect: [
        {
          object: '{login}',
          detail:
            'may become {owner}, which owns schemas and owns tables, views or functions and owns the database',
        },
      ],
      by: 'superuser',
      undo: 'grant {app} to {owner}',
    }));

  test.each(['superuser', 'bypassrls', 'createrole', 'replication'])(
    'a role with %s',
    (attribute) =>
      breaks('0009', {
        break: `create role {app}_other ${attribute}; grant {app}_other to {app}`,
        expect: [
          {
            object: '{app}',
            detail: `may become {app}_other, which ${attribute === 'superuser' ? 'is a superuser' : `has ${attribute.toUpperCase()}`}`,
            severity: 'error',
          },
        ],
        by: 'superuser',
        undo: 'drop role {app}_other',
      }),
  );

  test.each([
    ['pg_read_all_data', 'error'],
    ['pg_write_all_data', 'error'],
    ['pg_signal_backend', 'error'],
    ['pg_execute_server_program', 'error'],
    ['pg_read_server_files', 'error'],
    ['pg_write_server_files', 'error'],
    ['pg_monitor', 'warning'],
  ] as const)('the system’s role %s', (role, severity) =>
    breaks('0009', {
      break: `grant ${role} to {app}`,
      expect: [
        {
          object: '{app}',
          detail: `may become ${role}, which is a role of the system's`,
          severity,
        },
      ],
      by: 'superuser',
    }),
  );

  test('a login that works as the tenant’s role by SET ROLE, and could as the staff’s', () =>
    breaks('0009', {
      break: 'create role {app}_pooler login noinherit in role {app}, {staff}',
      expect: [{ object: '{app}_pooler', severity: 'error' }],
      by: 'superuser',
      undo: 'drop role {app}_pooler',
    }));

  test('not a role without power', () =>
    accepts({
      break: 'create role {app}_readers; grant {app}_readers to {app}, {login}',
      undo: 'drop role {app}_readers',
    }));

  test('not a login of the staff', () =>
    accepts({
      break: 'create role {staff}_login login in role {staff}, pg_read_all_data',
      undo: 'drop role {staff}_login',
    }));
});
