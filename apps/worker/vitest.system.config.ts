import { defineConfig } from 'vitest/config';
import { systemTests } from './vitest.config.ts';

export default defineConfig({
  test: {
    include: systemTests,
    fileParallelism: false,
    globalSetup: ['test/support/server.ts'],
    // It starts processes, on machines that do other things too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
