import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0007 role-not-bound', () => {
  test.each(['BYPASSRLS', 'REPLICATION', 'CREATEROLE'])('a tenant’s role with %s', (attribute) =>
    breaks('0007', {
      break: `alter role {app} ${attribute}`,
      expect: [{ object: '{app}', detail: `has ${attribute}`, severity: 'error' }],
      by: 'superuser',
    }),
  );

  test('a login with several', () =>
    breaks('0007', {
      break: 'alter role {login} bypassrls createrole',
      expect: [{ object: '{login}', detail: 'has BYPASSRLS, CREATEROLE' }],
      by: 'superuser',
    }));

  test('a login that is a superuser', () =>
    breaks('0007', {
      break: 'alter role {login} superuser',
      expect: [{ object: '{login}', detail: 'has SUPERUSER' }],
      by: 'superuser',
    }));

  test('one that is a member by way of another role', () =>
    breaks('0007', {
      break: `create role {app}_group in role {app}; create role {app}_admin superuser login in role {app}_group`,
      expect: [{ object: '{app}_admin', detail: 'has SUPERUSER' }],
      by: 'superuser',
      undo: 'drop role {app}_admin; drop role {app}_group',
    }));

  test('one that takes on the tenant’s role with SET ROLE', () =>
    breaks('0007', {
      break: 'create role {app}_pooler login noinherit bypassrls in role {app}',
      expect: [{ object: '{app}_pooler', detail: 'has BYPASSRLS' }],
      by: 'superuser',
      undo: 'drop role {app}_pooler',
    }));

  test('a role that is not there', () =>
    breaks('0007', {
      break: '',
      config: (config) => ({
        ...config,
        roles: { ...config.roles, tenant: [...config.roles.tenant, 'Tenants of nobody'] },
      }),
      expect: [
        {
          object: '"Tenants of nobody"',
          detail: 'is not there: nothing that it could do was looked at',
          severity: 'error',
        },
      ],
      fix: 'create role "Tenants of nobody"',
      by: 'superuser',
      undo: 'drop role "Tenants of nobody"',
    }));

  test('not the login that migrates, nor one of the staff', () =>
    accepts({
      break:
        'alter role {owner} createrole bypassrls; create role {staff}_login login bypassrls in role {staff}',
      undo: 'alter role {owner} nocreaterole nobypassrls; drop role {staff}_login',
    }));
});
