import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0048 passed-on', () => {
  test('a schema', () =>
    breaks('0048', {
      break: 'grant usage on schema "Ops" to {app} with grant option',
      expect: [
        { object: 'schema "Ops"', detail: '{app} may grant USAGE to others', severity: 'error' },
      ],
    }));

  test('a lookup function, which was passed on already', () =>
    breaks('0048', {
      break: `grant execute on function public.account_name() to {login} with grant option;
        create role {app}_friend; set role {login}; grant execute on function public.account_name() to {app}_friend; reset role`,
      expect: [
        { object: 'function public.account_name()', detail: '{login} may grant EXECUTE to others' },
      ],
      undo: 'drop role {app}_friend',
    }));

  test('the role itself', () =>
    breaks('0048', {
      break: 'grant {app} to {login} with admin option',
      expect: [{ object: '{app}', detail: '{login} may make others a member of it' }],
      by: 'superuser',
    }));

  test('not the staff', () =>
    accepts({
      break: 'grant usage on schema sales to {staff} with grant option',
      undo: 'revoke grant option for usage on schema sales from {staff}',
    }));
});
