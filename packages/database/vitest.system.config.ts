import { defineConfig } from 'vitest/config';
import { systemTests } from './vitest.config.ts';

export default defineConfig({
  test: {
    include: systemTests.map((files) => files.replace(/\*\*$/, '**/*.test.ts')),
    globalSetup: ['test/support/servers.ts'],
    // A server that is given is one for all: what a file does to its roles, another would meet.
    maxWorkers: process.env['STARTKIT_TEST_SERVER'] ? 1 : 2,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
