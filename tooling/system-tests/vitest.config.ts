import { defineConfig } from 'vitest/config';

/** What compiles the web application, or counts the seconds until it serves: it has the machine to itself. */
const applications = ['test/browser/**/*.test.ts', 'test/readme/{dev,pack}.test.ts'];

const common = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'applications',
          include: applications,
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Each file has servers of its own.
        test: {
          ...common,
          name: 'servers',
          include: ['test/**/*.test.ts'],
          exclude: applications,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
