import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enqueueJob, withTenant, withUser } from '../../src/index.ts';
import { applyRls, migrate } from '../../src/migrations/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let acme: string;
let startup: string;
let alice: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true, install: true });
  const people = await seededPeople(database.superadminDb);
  acme = people.organization('acme-corp');
  startup = people.organization('tech-startup-inc');
  alice = people.user('alice');
});
afterAll(() => database.close());

const asAlice = <T>(fn: () => T | PromiseLike<T>) =>
  withTenant({ organizationId: acme, userId: alice }, fn);

async function jobs() {
  const { rows } = await database.superadminDb.execute(sql`select * from pgboss.job`);
  return rows as { id: string; name: string; data: unknown; state: string; retry_limit: number }[];
}

const clear = () => database.superadminDb.execute(sql`delete from pgboss.job`);

/** The error of one statement, sent by a plain connection of a login. */
function refused(login: 'app' | 'portal' | 'superadmin', text: string): Promise<unknown> {
  return asLogin(database.urls![login], (client) =>
    client.query(text).then(
      () => undefined,
      (error: { code: string }) => error.code,
    ),
  );
}

describe('the schema', () => {
  test('is made once: migrating again changes nothing', async () => {
    expect(await migrate({ url: database.urls!.migration })).toEqual({
      migrations: [],
      rls: false,
    });
  });

  test('a grant on it that somebody adds by hand is found and taken back', async () => {
    const { migration } = database.urls!;
    await asLogin(migration, (client) =>
      client.query(
        'grant usage on schema pgboss to startkit_app; grant select on pgboss.job to public',
      ),
    );
    expect(await applyRls({ url: migration })).toEqual({ applied: true });
    expect(await refused('app', 'select from pgboss.job')).toBe('42501');
    expect(await applyRls({ url: migration })).toEqual({ applied: false });
  });

  const statements = [
    'select from pgboss.job',
    `insert into pgboss.job (name, data) values ('projects.purge', '{}')`,
    `update pgboss.job set data = '{}'`,
    'delete from pgboss.job',
    'select from pgboss.archive',
    'select from pgboss.queue',
    `select pgboss.create_queue('x', '{}')`,
  ];
  test.each(statements)('no tenant login may: %s', async (statement) => {
    expect(await refused('app', statement)).toBe('42501');
    expect(await refused('portal', statement)).toBe('42501');
  });

  test('no tenant login reaches a partition', async () => {
    const { rows } = await database.superadminDb.execute<{ name: string }>(
      sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'pgboss.job'::regclass`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { name } of rows) expect(await refused('app', `select from ${name}`)).toBe('42501');
  });

  test.each([
    'create table pgboss.mine (id int)',
    'alter table pgboss.job add column mine int',
    'truncate pgboss.job',
    'drop table pgboss.archive',
    `select pgboss.create_queue('mine', '{}')`,
    `select pgboss.delete_queue('projects.purge')`,
    `insert into pgboss.queue (name) values ('mine')`,
  ])('the worker’s login may not: %s', async (statement) => {
    expect(await refused('superadmin', statement)).toBe('42501');
  });
});

describe('enqueueJob', () => {
  test('stamps organization and user, and keeps the payload apart', async () => {
    await clear();
    const id = await asAlice(() => enqueueJob('projects.purge', { organizationId: startup }));
    expect(await jobs()).toMatchObject([
      {
        id,
        name: 'projects.purge',
        state: 'created',
        retry_limit: 3,
        data: { organizationId: acme, userId: alice, payload: { organizationId: startup } },
      },
    ]);
  });

  test('the tenant’s own system has no user', async () => {
    await clear();
    await withTenant({ organizationId: startup }, () => enqueueJob('projects.purge'));
    expect((await jobs())[0]?.data).toEqual({ organizationId: startup, userId: null, payload: {} });
  });

  test('a transaction that is rolled back leaves no job; one that commits leaves it', async () => {
    await clear();
    const failing = asAlice(() =>
      database.db.transaction(async () => {
        await enqueueJob('projects.purge');
        throw new Error('changed my mind');
      }),
    );
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await jobs()).toEqual([]);
    await asAlice(() => database.db.transaction(() => enqueueJob('projects.purge')));
    expect(await jobs()).toHaveLength(1);
  });

  test('refuses what is not the tenant’s, and leaves nothing', async () => {
    await clear();
    const unknown = asAlice(() => enqueueJob('projects.purge-all' as 'projects.purge'));
    await expect(unknown).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const large = asAlice(() => enqueueJob('projects.purge', { text: 'x'.repeat(20_000) }));
    await expect(large).rejects.toMatchObject({ sqlState: '54000' });
    const list = asAlice(() => enqueueJob('projects.purge', [] as unknown as { list: never }));
    await expect(list).rejects.toMatchObject({ sqlState: '22023' });
    await expect(enqueueJob('projects.purge')).rejects.toMatchObject({
      code: 'TENANT_CONTEXT_MISSING',
    });
    const homeless = withUser({ userId: alice }, () => enqueueJob('projects.purge'));
    await expect(homeless).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await jobs()).toEqual([]);
  });

  test('a login without a context, and the portal’s, cannot call it', async () => {
    const call = `select app.enqueue_job('projects.purge', '{}')`;
    expect(await refused('app', call)).toBe('42501');
    expect(await refused('portal', call)).toBe('42501');
  });

  test('settings planted before its first call do not change what it does', async () => {
    await clear();
    await asAlice(() =>
      database.db.transaction(async (tx) => {
        await tx.execute(sql`set local transform_null_equals = on`);
        await tx.execute(sql`set local search_path = pg_temp, public`);
        await enqueueJob('projects.purge', { a: 1 });
      }),
    );
    expect((await jobs())[0]?.data).toMatchObject({ organizationId: acme, payload: { a: 1 } });
  });
});

test('the definer’s role may insert jobs and read none', async () => {
  const { rows } = await database.superadminDb.execute(sql`
    select has_any_column_privilege('startkit_definer', c.oid, 'SELECT') as reads,
      has_any_column_privilege('startkit_definer', c.oid, 'INSERT') as inserts, c.relname as name
    from pg_class c where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p')`);
  expect(rows.filter((row) => row['reads'] === true)).toEqual([]);
  expect(rows.filter((row) => row['inserts'] === true).map((row) => row['name'])).toEqual(['job']);
});

test('works in the in-process database too', async () => {
  const inProcess = await createTestDatabase({ seed: true });
  try {
    const people = await seededPeople(inProcess.superadminDb);
    await withTenant({ organizationId: people.organization('acme-corp') }, () =>
      inProcess.db.execute(sql`select app.enqueue_job('projects.purge', '{}')`),
    );
    const { rows } = await inProcess.superadminDb.execute(sql`select data from pgboss.job`);
    expect(rows).toHaveLength(1);
  } finally {
    await inProcess.close();
  }
});
