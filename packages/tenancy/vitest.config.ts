import { configDefaults, defineConfig } from 'vitest/config';

/** Minutes of work, or a package that is packed and installed: they are among the system tests. */
export const systemTests = [
  'test/check/rules/**',
  'test/mutants/**',
  'test/prove/**',
  'test/cli/package.test.ts',
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
