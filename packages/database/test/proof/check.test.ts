import { check } from '@startkit/tenancy/check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationConfig } from '../../src/isolation/config.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
});
afterAll(() => database.close());

test('the checker finds nothing in the kit’s own database', async () => {
  const { findings, tables } = await asLogin(database.urls!.migration, (client) =>
    check(client, isolationConfig()),
  );
  expect(findings).toEqual([]);
  expect(tables).toBeGreaterThan(18);
});
