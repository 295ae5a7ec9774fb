import { defineConfig } from 'vitest/config';

// One file after the other: each has a server with the whole dataset, and the machine to itself.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
