import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { debianMajor, startDebianPostgres } from '../../src/debian-postgres.ts';
import { query } from '../../src/query.ts';
import type { Server } from '../../src/server.ts';
import { runSuite } from '../../src/vitest-suite.ts';

describe(`the packages’ own tests on PostgreSQL ${debianMajor}`, () => {
  let server: Server;

  beforeEach(async () => {
    server = await startDebianPostgres();
  });
  afterEach(() => server.stop());

  const suites = [
    {
      name: 'isolation, and the dump of the schema',
      package: 'packages/database',
      files: ['test/isolation', 'test/migrations/dump'],
      // What the suite leaves on the server it ran on.
      trace: `select from pg_database where datname like 'startkit_template_%'`,
    },
    {
      // The proof of isolation runs on it in ci-database.test.ts, by all logins.
      name: 'drift and baseline',
      package: 'packages/database',
      config: 'vitest.system.config.ts',
      files: ['test/migrations/drift', 'test/migrations/baseline'],
      trace: `select from pg_roles where rolname = 'startkit_definer'`,
    },
    {
      name: 'the driver contract of node-postgres and postgres.js',
      package: 'packages/tenancy',
      files: ['test/contract/node-postgres', 'test/contract/postgres-js'],
      trace: `select from pg_roles where rolname = 'app_login'`,
    },
    {
      name: 'the conversion of single-tenant databases',
      package: 'packages/tenancy',
      config: 'vitest.system.config.ts',
      files: ['companies', 'inventory', 'side-by-side', 'torture'].map(
        (name) => `test/convert/${name}.test.ts`,
      ),
      trace: `select from pg_roles where rolname = 'convert_owner'`,
    },
  ];

  test.each(suites)('$name', { timeout: 600_000 }, async ({ trace, ...options }) => {
    const version = await query<{ major: number }>(
      server.adminUrl(),
      `select current_setting('server_version_num')::int / 10000 as major`,
    );
    expect(version).toEqual([{ major: debianMajor }]);
    const suite = await runSuite({ ...options, server: server.adminUrl() });
    if (suite.failed > 0) console.log(suite.output);
    expect(suite).toMatchObject({ failed: 0, skipped: 0 });
    expect(suite.passed).toBeGreaterThan(10);
    expect(await query(server.adminUrl(), trace)).not.toEqual([]);
  });
});
