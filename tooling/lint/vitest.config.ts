import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // They run the real oxlint: on a machine under load that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
