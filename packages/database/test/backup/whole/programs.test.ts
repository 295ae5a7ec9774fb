import { afterEach, expect, test } from 'vitest';
import { findProgram } from '../../../src/backup/programs/find-program.ts';
import { connectionVariables } from '../../../src/backup/programs/connection-variables.ts';

const given = { ...process.env };
afterEach(() => {
  process.env = { ...given };
});

test('a program that is missing or too old is one error: which, why, and how to get it', async () => {
  const attempt = findProgram('pg_dump', {
    major: 99,
    because: 'the server at db:5432 is PostgreSQL 99',
  });
  await expect(attempt).rejects.toMatchObject({
    code: 'PROGRAM_MISSING',
    message: expect.stringMatching(
      /^pg_dump of PostgreSQL 99 or newer is needed, because the server at db:5432 is PostgreSQL 99; (none was found|what was found is too old: .*)\. Nothing was done\. .*postgresql-client-99/,
    ),
  });
});

test('the connection is in the environment, the password with it; nothing else of this process’s is', () => {
  process.env['PGSERVICE'] = 'elsewhere';
  process.env['PGHOST'] = 'elsewhere';
  process.env['PGPASSWORD'] = 'of another';
  const { PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE, PGSERVICE } =
    connectionVariables(
      'postgres://b%40ck:p%2Fw%20d@[::1]:5433/my%20db?sslmode=require&pgbouncer=true',
    );
  expect({ PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE, PGSERVICE }).toEqual({
    PGHOST: '::1',
    PGPORT: '5433',
    PGUSER: 'b@ck',
    PGPASSWORD: 'p/w d',
    PGDATABASE: 'my db',
    PGSSLMODE: 'require',
    PGSERVICE: undefined,
  });
  expect(connectionVariables('postgres://backup@db/product')['PGPASSWORD']).toBe('of another');
});
