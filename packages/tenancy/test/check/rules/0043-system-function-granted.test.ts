import { describe, expect, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0043 system-function-granted', () => {
  test('a function that reads files', () =>
    breaks('0043', {
      break: 'grant execute on function pg_read_file(text) to {app}',
      expect: [
        { object: 'pg_catalog.pg_read_file(text)', detail: '{app} has EXECUTE', severity: 'error' },
      ],
      by: 'superuser',
    }));

  test('one that everybody may execute', () =>
    breaks('0043', {
      break: 'grant execute on function lo_import(text) to public',
      expect: [{ object: 'pg_catalog.lo_import(text)', detail: 'public has EXECUTE' }],
      by: 'superuser',
    }));

  test('a catalog with values of every tenant’s rows', () =>
    breaks('0043', {
      break: 'grant select on pg_statistic to {login}',
      expect: [{ object: 'pg_catalog.pg_statistic', detail: '{login} has SELECT' }],
      by: 'superuser',
    }));

  test('a column of one', () =>
    breaks('0043', {
      break: 'grant select (rolpassword, rolname) on pg_authid to {app}',
      expect: [
        { object: 'pg_catalog.pg_authid.rolname' },
        { object: 'pg_catalog.pg_authid.rolpassword', detail: '{app} has SELECT' },
      ],
      by: 'superuser',
    }));

  test('the long values of every tenant’s rows, where the server keeps them', () =>
    breaks('0043', {
      break: `do $$ begin execute format('grant select on %s to {app}',
        (select reltoastrelid::regclass from pg_class where oid = 'sales.order_lines'::regclass)); end $$`,
      expect: [
        { object: expect.stringMatching(/^pg_toast\.pg_toast_\d+$/), detail: '{app} has SELECT' },
      ],
      by: 'superuser',
    }));

  test('writing to one that everybody may read', () =>
    breaks('0043', {
      break: 'grant update on pg_class to {app}',
      expect: [{ object: 'pg_catalog.pg_class', detail: '{app} has UPDATE' }],
      by: 'superuser',
    }));

  test('not what everybody may do anyway, nor the staff', () =>
    accepts({
      break: `grant execute on function pg_sleep(double precision) to {app}; grant execute on function pg_read_file(text) to {staff}`,
      undo: `revoke execute on function pg_sleep(double precision) from {app};
        revoke execute on function pg_read_file(text) from {staff}`,
    }));
});
