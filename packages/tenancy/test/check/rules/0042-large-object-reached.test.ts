import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const object = 'large objects';
const gone = 'select lo_unlink(oid) from pg_largeobject_metadata';

describe('0042 large-object-reached', () => {
  test('one that a tenant made', () =>
    breaks('0042', {
      break: `set role {app}; select lo_from_bytea(0, 'secret'); reset role`,
      expect: [{ object, detail: '{app} has SELECT, UPDATE on some', severity: 'error' }],
      fix: gone,
      by: 'superuser',
    }));

  test('those that everybody may read', () =>
    breaks('0042', {
      break: `do $$ begin execute format('grant select on large object %s to public', lo_from_bytea(0, 'secret')); end $$`,
      expect: [{ object, detail: 'public has SELECT on some' }],
      fix: gone,
      by: 'superuser',
    }));

  test('a session that asks for no privilege', () =>
    breaks('0042', {
      break: 'set lo_compat_privileges = on',
      expect: [
        {
          object: 'lo_compat_privileges',
          detail: 'is on: everybody has every privilege on all large objects',
        },
      ],
      fix: 'set lo_compat_privileges = off',
      by: 'superuser',
    }));

  test('not one of the staff’s', () =>
    accepts({
      break: `set role {staff}; select lo_from_bytea(0, 'secret'); reset role`,
      undo: gone,
    }));
});
