import { defineConfig } from 'vitest/config';
import { systemTests } from './vitest.config.ts';

export default defineConfig({
  test: {
    include: systemTests.map((files) => files.replace(/\*\*$/, '**/*.test.ts')),
    globalSetup: ['test/support/servers.ts'],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
