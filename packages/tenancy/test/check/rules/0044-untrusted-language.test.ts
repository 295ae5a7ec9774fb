import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0044 untrusted-language', () => {
  test('a function of the server’s by another name', () =>
    breaks('0044', {
      break: `create function sales."Read"(text) returns text language internal strict as 'pg_read_file_all'`,
      expect: [
        {
          object: 'sales."Read"(text)',
          detail: 'is in the language internal, and public may execute it',
          severity: 'error',
        },
      ],
      by: 'superuser',
      undo: 'drop function sales."Read"',
    }));

  test('one in the system’s own schema', () =>
    breaks('0044', {
      break: `create function pg_catalog.read_any(text) returns text language internal strict as 'pg_read_file_all';
        revoke execute on function pg_catalog.read_any(text) from public; grant execute on function pg_catalog.read_any(text) to {app}`,
      expect: [
        { object: 'pg_catalog.read_any(text)' },
        { rule: '0055', object: 'pg_catalog.read_any' },
      ],
      by: 'superuser',
      undo: 'drop function pg_catalog.read_any',
    }));

  test('a language that was marked as trusted', () =>
    breaks('0044', {
      break: `update pg_language set lanpltrusted = true where lanname = 'c'`,
      expect: [{ object: 'language c', detail: 'is marked as trusted' }],
      by: 'superuser',
    }));

  test('not one that no tenant may execute, one of an extension, nor a trigger’s', () =>
    accepts({
      break: `create function sales."Read"(text) returns text language internal strict as 'pg_read_file_all';
        revoke execute on function sales."Read"(text) from public; create extension citext;
        create function sales.skip() returns trigger language internal as 'suppress_redundant_updates_trigger'`,
      undo: 'drop function sales."Read"(text); drop function sales.skip; drop extension citext',
    }));
});
