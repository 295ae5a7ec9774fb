import { configDefaults, defineConfig } from 'vitest/config';

/** Minutes of work, commands as processes, a package that is packed: they are among the system tests. */
export const systemTests = [
  'test/catalog/read.test.ts',
  'test/chaos/**',
  'test/check/checker-docs.test.ts',
  'test/check/large.test.ts',
  'test/check/pglite.test.ts',
  'test/check/rules/**',
  'test/cli/**',
  'test/client/connection.test.ts',
  'test/convert/!(killed).test.ts',
  'test/convert/support-tests/**',
  'test/loaded-twice/**',
  'test/mutants/**',
  'test/property/**',
  'test/prove/**',
  'test/readme.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...systemTests, 'test/soak/**'],
    globalSetup: ['test/support/server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
