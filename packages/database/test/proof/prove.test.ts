import { prove, type ProofReport } from '@startkit/tenancy/prove';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isolationConfig } from '../../src/isolation/config.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
});
afterAll(() => database.close());

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

const superuserUrl = () => {
  const { pathname } = new URL(database.urls!.migration);
  return Object.assign(new URL(testServer()), { pathname }).toString();
};

// `pnpm db:prove` proves it by the migration login, which is no superuser: a system test runs it as a user does.
describe('the kit’s own database, proved by a superuser, who becomes the logins', () => {
  let report: ProofReport;

  beforeAll(async () => {
    const { app, portal, contextSecret } = database.urls!;
    const config = isolationConfig({ secret: contextSecret, app, portal });
    report = await asLogin(superuserUrl(), (admin) => prove({ admin, config, connect }));
  }, 600_000);

  test('no attack gets through, and none is left open', () => {
    const open = report.attempts
      .filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved')
      .map(({ attack, subject, object, answer }) => `${attack} ${object} as ${subject}: ${answer}`);
    expect(open).toEqual([]);
  });

  test('every table of the schema was filled', () => {
    const empty = report.tables.filter(({ unfilled }) => unfilled !== undefined);
    expect(empty.filter(({ table }) => table.startsWith('public.'))).toEqual([]);
  });

  test('what is blocked was there to be had', () => {
    const blocked = report.attempts.filter(({ outcome }) => outcome === 'blocked');
    expect(blocked.length).toBeGreaterThan(1000);
  });
});
