import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDebianPostgres } from '../../src/debian-postgres.ts';
import { repository } from '../../src/repository.ts';
import { run, type Result } from '../../src/run.ts';
import type { Server } from '../../src/server.ts';

/** What .github/workflows/ci.yml runs on each PostgreSQL: here on Debian's. */
let server: Server;
let reports: string;
let result: Result;

beforeAll(async () => {
  server = await startDebianPostgres();
  reports = await mkdtemp(join(tmpdir(), 'startkit-reports-'));
  const none = Object.fromEntries(
    ['DATABASE_URL', 'PORTAL_DATABASE_URL', 'SUPERADMIN_DATABASE_URL', 'BACKUP_DATABASE_URL'].map(
      (name) => [name, ''],
    ),
  );
  result = await run(process.execPath, ['scripts/ci-database.mjs'], {
    folder: repository,
    env: { ...none, ADMIN_DATABASE_URL: server.adminUrl(), REPORTS: reports, NO_COLOR: '1' },
  });
}, 600_000);
afterAll(async () => {
  await server.stop();
  await rm(reports, { recursive: true, force: true });
});

test('CI’s steps on an empty server end well, and print no password', () => {
  expect(result).toMatchObject({ code: 0 });
  expect(result.output).not.toMatch(/postgres(ql)?:\/\/[^\s:]+:[^\s@]+@/);
});

test('the workflow’s expressions are whole: no formatter took them for YAML', async () => {
  const workflow = await readFile(join(repository, '.github/workflows/ci.yml'), 'utf8');
  expect(workflow).toContain('name: isolation-postgres-${{ matrix.postgres }}\n');
  expect(workflow).not.toMatch(/\$(?!\{\{ [\w.-]+ \}\})|\{ \{/);
});

test('what check and prove say is written for people and for code scanning', async () => {
  const sarif = JSON.parse(await readFile(join(reports, 'check.sarif'), 'utf8')) as {
    version: string;
    runs: { results: unknown[] }[];
  };
  expect(sarif).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
  expect(await readFile(join(reports, 'isolation.html'), 'utf8')).toContain('<!doctype html>');
});
