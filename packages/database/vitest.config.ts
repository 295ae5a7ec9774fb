import { configDefaults, defineConfig } from 'vitest/config';

/** Commands as processes, servers that are broken, minutes of work: they are among the system tests. */
export const systemTests = [
  'test/system/**',
  'test/backup/**',
  'test/canvas/plans.test.ts',
  'test/cli/**',
  'test/env/session.test.ts',
  'test/env/local.test.ts',
  'test/env/provision.test.ts',
  'test/migrations/apply-rls.test.ts',
  'test/core/plans.test.ts',
  'test/seed/scale.test.ts',
  'test/seed/seed.test.ts',
  'test/commerce/sales-indexes.test.ts',
  'test/commerce/plans.test.ts',
  'test/migrations/declarations.test.ts',
  'test/migrations/drift/**',
  'test/migrations/foreign-login.test.ts',
  'test/migrations/baseline.test.ts',
  'test/migrations/concurrency.test.ts',
  'test/migrations/exposures.test.ts',
  'test/migrations/exposures-attacks.test.ts',
  'test/migrations/interrupted.test.ts',
  'test/migrations/migrate.test.ts',
  'test/migrations/one-by-one.test.ts',
  'test/migrations/pull.test.ts',
  'test/migrations/push.test.ts',
  'test/migrations/rollback.test.ts',
  'test/migrations/rollback-derived.test.ts',
  'test/proof/prove.test.ts',
  'test/warehouse/backfill-command.test.ts',
  'test/warehouse/plans.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...systemTests],
    globalSetup: ['test/support/server.ts'],
    // Half of the time was to load the schema anew for each file. Nothing of it keeps a state; databases are a file's own.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
