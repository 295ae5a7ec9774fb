import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { safeDatabase, type SafeDatabase } from './safe-database.ts';

let safe: SafeDatabase;

beforeAll(async () => {
  safe = await safeDatabase();
});
afterAll(() => safe.close());

test('a safe database has no finding', async () => {
  const report = await check(safe.admin, safe.config);
  expect(report.findings).toEqual([]);
  expect(report.tables).toBe(7);
});

test('nor for its owner, who is no superuser', async () => {
  await safe.run(`set role ${safe.roles.owner}`);
  const { findings } = await check(safe.admin, safe.config);
  await safe.run('reset role');
  expect(findings).toEqual([]);
});
