import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const functions = 'dblink, dblink_connect, dblink_exec, dblink_open, dblink_send_query';

describe('0046 way-out', () => {
  test('an extension that connects to anywhere', () =>
    breaks('0046', {
      break: 'create extension dblink',
      expect: [
        {
          object: 'extension dblink',
          detail: `public may execute ${functions}`,
          severity: 'error',
        },
      ],
      by: 'superuser',
      undo: 'drop extension dblink',
    }));

  test('one of its functions, which needs no password', () =>
    breaks('0046', {
      break: `create extension dblink with schema sales; revoke execute on all functions in schema sales from public;
        grant execute on function sales.dblink_connect_u(text) to {app}`,
      expect: [{ object: 'extension dblink', detail: '{app} may execute dblink_connect_u' }],
      by: 'superuser',
      undo: 'drop extension dblink',
    }));

  test('another server, and the way to name one', () =>
    breaks('0046', {
      break: `create extension postgres_fdw; create server "Other" foreign data wrapper postgres_fdw;
        grant usage on foreign server "Other" to {login}; grant usage on foreign data wrapper postgres_fdw to public`,
      expect: [
        { object: 'foreign data wrapper postgres_fdw', detail: 'public has USAGE' },
        { object: 'foreign server "Other"', detail: '{login} has USAGE' },
      ],
      by: 'superuser',
      undo: 'drop extension postgres_fdw cascade',
    }));

  test('not what only the staff may use', () =>
    accepts({
      break: `create extension dblink with schema internal; revoke execute on all functions in schema internal from public;
        grant execute on function internal.dblink_connect(text) to {staff};
        create extension postgres_fdw; create server other foreign data wrapper postgres_fdw`,
      undo: 'drop extension dblink; drop extension postgres_fdw cascade',
    }));
});
