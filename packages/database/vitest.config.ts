import { configDefaults, defineConfig } from 'vitest/config';

/** Minutes of work, processes that are killed: they are among the system tests. */
export const systemTests = [
  'test/system/**',
  'test/backup/**',
  'test/migrations/drift/**',
  'test/migrations/baseline.test.ts',
  'test/migrations/exposures-attacks.test.ts',
  'test/proof/prove.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...systemTests],
    globalSetup: ['test/support/server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
