import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0033 create-in-schema', () => {
  test('everybody in the schema public, as before PostgreSQL 15', () =>
    breaks('0033', {
      break: 'grant create on schema public to public',
      expect: [
        { object: 'schema public', detail: 'public may create objects in it', severity: 'error' },
      ],
      by: 'superuser',
    }));

  test('a tenant’s role in a schema with a name that is quoted, and keeps USAGE', () =>
    breaks('0033', {
      break: 'grant all on schema "Ops" to {app}',
      expect: [{ object: 'schema "Ops"', detail: '{app} may create objects in it' }],
    }));

  test('in a schema of the system', () =>
    breaks('0033', {
      break: 'grant create on schema pg_catalog to {login}',
      expect: [{ object: 'schema pg_catalog', detail: '{login} may create objects in it' }],
      by: 'superuser',
    }));

  test('by way of a role that tenants are members of', () =>
    breaks('0033', {
      break:
        'create role {app}_tools; grant create on schema sales to {app}_tools; grant {app}_tools to {login}',
      expect: [{ object: 'schema sales', detail: '{app}_tools may create objects in it' }],
      undo: 'drop role {app}_tools',
    }));

  test('schemas in the database', () =>
    breaks('0033', {
      break: `do $$ begin execute format('grant create on database %I to {app}', current_database()); end $$`,
      expect: [{ object: 'database {db}', detail: '{app} may create schemas in it' }],
    }));

  test('not the staff', () =>
    accepts({
      break: 'grant create on schema sales to {staff}',
      undo: 'revoke create on schema sales from {staff}',
    }));
});
