import { prove, type ProofReport } from '@startkit/tenancy/prove';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isolationConfig } from '../../src/isolation/config.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: inject('server'), seed: true });
});
afterAll(() => database.close());

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

function proofBy(adminUrl: string): Promise<ProofReport> {
  const { app, portal, contextSecret } = database.urls!;
  const config = isolationConfig({ secret: contextSecret, app, portal });
  return asLogin(adminUrl, (admin) => prove({ admin, config, connect }));
}

const superuserUrl = () => {
  const { pathname } = new URL(database.urls!.migration);
  return Object.assign(new URL(inject('server')), { pathname }).toString();
};

describe.each([
  ['a superuser, who becomes the logins', superuserUrl],
  ['the migration login, which is none', () => database.urls!.migration],
])('the kit’s own database, proved by %s', (_, urlOf) => {
  let report: ProofReport;

  beforeAll(async () => {
    report = await proofBy(urlOf());
  }, 120_000);

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
