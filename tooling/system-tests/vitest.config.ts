import { defineConfig } from 'vitest/config';

// One file after the other: each has servers of its own, and the machine to itself.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
