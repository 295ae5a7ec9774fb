import { configDefaults, defineConfig } from 'vitest/config';

/** The worker as a process, which is started, asked to stop, and killed: they are among the system tests. */
export const systemTests = [
  'test/purge-process.test.ts',
  'test/shutdown.test.ts',
  'test/start.test.ts',
  'test/warehouse-reconcile.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...systemTests],
    maxWorkers: 2,
    globalSetup: ['test/support/server.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
