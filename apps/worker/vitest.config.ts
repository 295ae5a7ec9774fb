import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    globalSetup: ['test/support/server.ts'],
    // Much of it starts processes, on machines that do other things too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
