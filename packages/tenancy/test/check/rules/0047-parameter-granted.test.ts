import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0047 parameter-granted', () => {
  test('one that switches foreign keys and triggers off', () =>
    breaks('0047', {
      break: 'grant set on parameter session_replication_role to {app}',
      expect: [
        {
          object: 'parameter session_replication_role',
          detail: '{app} may SET it',
          severity: 'error',
        },
      ],
      by: 'superuser',
    }));

  test('for every session, and of an extension', () =>
    breaks('0047', {
      break: 'grant set, alter system on parameter safe."Reads" to {login}',
      expect: [{ object: 'parameter safe.reads', detail: '{login} may ALTER SYSTEM and SET it' }],
      by: 'superuser',
    }));

  test('not the staff', () =>
    accepts({
      break: 'grant set on parameter log_statement to {staff}',
      undo: 'revoke set on parameter log_statement from {staff}',
    }));
});
