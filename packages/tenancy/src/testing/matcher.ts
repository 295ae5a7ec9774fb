import type { TenancyConfig } from '../config/config.ts';
import type { ConnectionSource } from './connection-of.ts';
import { expectIsolation, type ExpectIsolationOptions } from './expect-isolation.ts';
import { IsolationError } from './isolation-error.ts';

/**
 * A matcher for vitest and jest: `expect.extend(isolationMatchers)`, then
 * `await expect(pool).toBeIsolated(config)`. See {@link expectIsolation}.
 */
export const isolationMatchers = {
  async toBeIsolated(
    received: ConnectionSource,
    config: TenancyConfig,
    options?: ExpectIsolationOptions,
  ): Promise<{ pass: boolean; message: () => string }> {
    try {
      await expectIsolation(received, config, options);
      return { pass: true, message: () => 'The database is isolated, and was expected not to be.' };
    } catch (error) {
      if (!(error instanceof IsolationError)) throw error;
      return { pass: false, message: () => error.message };
    }
  },
};
