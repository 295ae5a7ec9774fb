import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Patient } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let adminUrl: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
  const { pathname } = new URL(database.urls!.migration);
  adminUrl = Object.assign(new URL(testServer()), { pathname }).toString();
});
afterAll(() => database.close());

const patient = (changed: Partial<Record<string, string>> = {}): Patient => ({
  urlOf: (name) => Promise.resolve(changed[name] ?? database.urls![name]),
  contextSecret: () => Promise.resolve(changed['secret'] ?? database.urls!.contextSecret),
});

/** Subject and state of what is not well. */
async function ailments(changed?: Partial<Record<string, string>>) {
  const diagnoses = await examine(patient(changed));
  return diagnoses
    .filter(({ state }) => state !== 'ok')
    .map(({ subject, state, found, advice }) => ({ subject, state, found, advice }));
}

async function broken(sql: string, mend: string) {
  await asLogin(adminUrl, (client) => client.query(sql));
  try {
    return await ailments();
  } finally {
    await asLogin(adminUrl, (client) => client.query(mend));
  }
}

test('a database that is well lacks its mark alone', async () => {
  expect(await ailments()).toEqual([
    {
      subject: 'environment',
      state: 'warning',
      found: 'the database does not say which one it is',
      advice: expect.stringContaining('db:environment --set'),
    },
  ]);
});

test('a server that does not answer, and what cannot be said without it', async () => {
  const url = 'postgres://startkit_app_login:hush@127.0.0.1:1/nowhere';
  const found = await ailments({ app: url });
  expect(found.map(({ subject, state }) => [subject, state])).toEqual([
    ['DATABASE_URL', 'failed'],
    ['environment', 'warning'],
    ['tenant context', 'failed'],
  ]);
  expect(JSON.stringify(found)).not.toContain('hush');
});

test('a secret that is none of the database’s', async () => {
  const secret = `other.${Buffer.alloc(32, 'x').toString('base64url')}`;
  expect(await ailments({ secret })).toContainEqual({
    subject: 'tenant context',
    state: 'failed',
    found: expect.stringContaining('signed'),
    advice: expect.stringContaining('db:rotate-context-key'),
  });
});

test('an application that is given the migration login', async () => {
  expect(await ailments({ app: database.urls!.migration })).toContainEqual(
    expect.objectContaining({ subject: 'tenant context', state: 'failed' }),
  );
});

test('temporary tables for tenants', async () => {
  const name = new URL(database.urls!.migration).pathname.slice(1);
  const found = await broken(
    `grant temporary on database ${name} to public`,
    `revoke temporary on database ${name} from public`,
  );
  expect(found).toContainEqual(
    expect.objectContaining({ subject: 'temporary tables', state: 'failed' }),
  );
});

test('a policy that somebody dropped, and a migration that is not applied', async () => {
  const found = await broken(
    `create table kept as select * from drizzle.__drizzle_migrations;
     delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations);
     alter policy tenant_select on projects rename to renamed`,
    `alter policy renamed on projects rename to tenant_select;
     insert into drizzle.__drizzle_migrations select * from kept on conflict do nothing; drop table kept`,
  );
  expect(found.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['migrations', 'row level security']),
  );
});
