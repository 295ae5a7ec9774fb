import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session, withSession } from '../../src/environment/session.ts';
import {
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';

let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.createDatabase();
});
afterAll(() => server.stop());

/** The error of an attempt to connect, and how long it took in milliseconds. */
async function refusal(url: string): Promise<{ readonly message: string; readonly took: number }> {
  const start = Date.now();
  const error: unknown = await openSession(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it connected');
  const everything = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect(everything).not.toContain('hush');
  expect(error).toMatchObject({ code: 'CONNECTION_REFUSED' });
  return { message: error.message, took: Date.now() - start };
}

describe('one clear error, without the password, for', () => {
  test('a wrong password', async () => {
    const { message } = await refusal(
      `postgres://startkit_migrator:hush@${server.host}:${server.port}/${database.name}`,
    );
    expect(message).toContain('refused the password of "startkit_migrator"');
  });

  test('a database that is not there', async () => {
    const url = new URL(database.url);
    url.pathname = '/nowhere';
    expect((await refusal(url.href)).message).toContain('has no database "nowhere"');
  });

  test('nothing that listens', async () => {
    const { message, took } = await refusal('postgres://a:hush@127.0.0.1:1/db');
    expect(message).toContain('No server answered at 127.0.0.1:1');
    expect(took).toBeLessThan(5500);
  });

  test('a host that is not there', async () => {
    const { message } = await refusal('postgres://a:hush@no-such-host.invalid/db');
    expect(message).toContain('no-such-host.invalid');
  });

  test.each([
    ['accepts and says nothing', false],
    ['accepts and hangs up', true],
  ])('a port that %s', { timeout: 10_000 }, async (_, hangUp) => {
    const silent = await listen(hangUp);
    const { port } = silent.address() as { port: number };
    try {
      const { message, took } = await refusal(`postgres://a:hush@127.0.0.1:${port}/db`);
      expect(message).toMatch(/No server answered .* within 5 s/);
      expect(took).toBeLessThan(6000);
    } finally {
      silent.close();
    }
  });
});

function listen(hangUp: boolean): Promise<Server> {
  const listener = createServer((socket) => {
    if (hangUp) socket.end();
    socket.on('error', () => undefined);
    socket.unref();
  });
  return new Promise((resolve) => {
    listener.listen(0, '127.0.0.1', () => resolve(listener));
  });
}

describe('a session', () => {
  const inSession = (work: (session: Session) => Promise<void>) => withSession(database.url, work);

  test('commits a transaction as a whole, and rolls it back as a whole', () =>
    inSession(async (session) => {
      await session.run('create table t (id int)');
      await session.transaction(() =>
        session.run('insert into t values (1); insert into t values (2)'),
      );
      const failing = session.transaction(async () => {
        await session.run('insert into t values (3)');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await session.rows('select count(*)::int as count from t')).toEqual([{ count: 2 }]);
    }));

  test('that is lost stays lost', () =>
    inSession(async (session) => {
      const lost = session.transaction(async () => {
        await session.run('create table never (id int)');
        await session.run('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
        await session.run('create table stray (id int)');
      });
      await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
      await expect(session.run('select 1')).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
      await withSession(database.url, async (other) => {
        expect(
          await other.rows("select to_regclass('never') as never, to_regclass('stray') as stray"),
        ).toEqual([{ never: null, stray: null }]);
      });
    }));
});
