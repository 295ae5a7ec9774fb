import { defineConfig } from 'vitest/config';
import { systemTests } from './vitest.config.ts';

export default defineConfig({
  test: {
    include: systemTests.map((files) => files.replace(/\*\*$/, '**/*.test.ts')),
    globalSetup: ['test/support/server.ts'],
    maxConcurrency: 3,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
