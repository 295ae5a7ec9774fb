import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/cli/connect.ts';
import { redact } from '../../src/cli/redact.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { project, safeConfigText, type Project } from './project.ts';

let safe: SafeDatabase;
let here: Project;
beforeAll(async () => {
  safe = await safeDatabase();
  here = project(safeConfigText(safe));
});
afterAll(async () => {
  here.remove();
  await safe.close();
});

const password = 'correct/horse?#1';
const url = (change: Partial<Record<'username' | 'password' | 'host' | 'pathname', string>>) =>
  Object.assign(new URL(safe.appUrl), change).toString();

test('each way to be refused: exit 3, one line that says which, no password', async () => {
  const login = new URL(safe.appUrl).username;
  const cases: readonly (readonly [string, RegExp])[] = [
    [url({ password: encodeURIComponent(password) }), /the password is wrong/],
    [
      url({ username: 'nobody_here', password: 'geheim-1' }),
      /the (password is wrong|login is refused)/,
    ],
    [url({ pathname: '/no_such_database' }), /there is no database of that name/],
    [url({ host: '127.0.0.1:1', password: 'geheim-2' }), /nothing listens there/],
    [url({ host: 'no-such-host.invalid', password: 'geheim-3' }), /the host name/],
    [`${safe.appUrl}?sslmode=require`, /SSL|TLS/i],
  ];
  for (const [one, message] of cases) {
    const { code, stderr, stdout } = await here.tenancy('check', '--url', one);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^Error: Cannot connect to .*\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(3);
    expect(stderr).not.toMatch(/geheim|horse/);
  }
  expect((await here.tenancy('check', '--url', cases[0]![0])).stderr).toContain(`as "${login}"`);
});

test('what is no connection string, or none at all: exit 2, without repeating it', async () => {
  for (const wrong of [`postgres://app:${password}@host/db`, 'hunter2', 'mysql://a:hunter2@b/c']) {
    const { code, stderr } = await here.tenancy('check', '--url', wrong);
    expect(code).toBe(2);
    expect(stderr).toMatch(/connection string is malformed/);
    expect(stderr).not.toMatch(/hunter2|horse/);
  }
  const none = await here.tenancy('check');
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('Give --url, or set TENANCY_DATABASE_URL');
});

test('the environment says which database when nobody else does', async () => {
  const there = project(safeConfigText(safe), { url: safe.url });
  expect((await there.tenancy('check')).code).toBe(0);
  expect((await there.tenancy('check', '--url', url({ host: '127.0.0.1:1' }))).code).toBe(3);
  there.remove();
});

test('a statement that fails: exit 3, with the server’s words', async () => {
  // Holds what readers of the catalogs wait for.
  const holder = new pg.Client({ connectionString: safe.url });
  await holder.connect();
  await holder.query('begin; lock table pg_catalog.pg_policy in access exclusive mode');
  const { code, stderr } = await here.tenancy('check', '--url', safe.url);
  await holder.end();
  expect(code).toBe(3);
  expect(stderr).toBe('Error: 55P03: canceling statement due to lock timeout\n');
});

test('a session cannot hang, and says where it is', async () => {
  const { signal } = new AbortController();
  const { db, place, end } = await connect(safe.url, { name: 'tenancy check', signal });
  expect((await db.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '2min' }]);
  const { hostname, port, pathname, username } = new URL(safe.url);
  expect(place).toBe(`${pathname.slice(1)} on ${hostname}:${port} as ${username}`);
  await end();
});

test('a pooler is sent no settings that it refuses', async () => {
  const startup = await startupOf('postgres://app:x@127.0.0.1/db');
  // What PgBouncer admits with a connection; other settings it refuses.
  expect(Object.keys(startup).toSorted()).toEqual([
    'application_name',
    'client_encoding',
    'database',
    'user',
  ]);
  expect(startup['application_name']).toBe('tenancy check');
});

test('no connection stays open', async () => {
  await here.tenancy('check', '--url', safe.url);
  const left = await safe.run(
    `select 1 from pg_stat_activity where application_name like 'tenancy %' and datname = current_database()`,
  );
  expect(left).toEqual([]);
});

test('passwords go from whatever an error says', () => {
  const secret = 'postgres://app:s3cret%2Fword@db/shop';
  expect(redact('failed for postgres://app:s3cret%2Fword@db/shop', [secret])).not.toMatch(/s3cret/);
  expect(redact('password s3cret/word was refused', [secret])).toBe('password *** was refused');
  expect(redact('see postgres://a:b@c/d')).toBe('see postgres://a:***@c/d');
  expect(redact(`host=db password='a b' user=x`)).toBe('host=db password=*** user=x');
  expect(redact('password=abc&sslmode=require')).toBe('password=***&sslmode=require');
  // A password that is a name as well says nothing by itself.
  expect(redact('database "postgres" is gone', ['postgres://postgres:postgres@db/postgres'])).toBe(
    'database "postgres" is gone',
  );
});

/** What the command sends first, to a server that says nothing. */
async function startupOf(target: string): Promise<Record<string, string>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const received = new Promise<Buffer>((resolve) => {
    server.once('connection', (socket) => {
      socket.once('data', (data) => {
        resolve(data);
        socket.destroy();
      });
    });
  });
  const failed = here.tenancy(
    'check',
    '--url',
    Object.assign(new URL(target), { port }).toString(),
  );
  const parts = (await received).subarray(8).toString().split('\0');
  expect((await failed).code).toBe(3);
  server.close();
  const names = parts.filter((part, index) => index % 2 === 0 && part !== '');
  return Object.fromEntries(names.map((name) => [name, parts[parts.indexOf(name) + 1] ?? '']));
}
