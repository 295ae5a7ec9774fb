import { check } from '../check/run.ts';
import type { TenancyConfig } from '../config/config.ts';
import { prove, type ProveOptions } from '../prove/run.ts';
import { connectionOf, type ConnectionSource } from './connection-of.ts';
import { IsolationError } from './isolation-error.ts';

export interface ExpectIsolationOptions extends Pick<ProveOptions, 'connect' | 'signal'> {
  /** Attacks as well, and not only reads the catalogs. Default true. */
  readonly prove?: boolean;
}

/**
 * For a project's own tests: checks a database and attacks it. All is rolled back. Works in any test runner.
 *
 * @param db a connection, a pool, or a Drizzle database on one, as a login that sees every row (the owner, a superuser).
 * @throws IsolationError with all that was found, when there is a finding of `check` above a note, an attack got
 * through, or something could not be proved.
 * @example
 *   test('tenants are isolated', () => expectIsolation(pool, config));
 */
export async function expectIsolation(
  db: ConnectionSource,
  config: TenancyConfig,
  { prove: attack = true, ...options }: ExpectIsolationOptions = {},
): Promise<void> {
  const { connection, release } = await connectionOf(db);
  try {
    const { findings } = await check(connection, config);
    const serious = findings.filter(({ severity }) => severity !== 'note');
    const attempts = attack
      ? (await prove({ admin: connection, config, ...options })).attempts
      : [];
    const failed = attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved');
    if (serious.length > 0 || failed.length > 0) throw new IsolationError(serious, failed);
  } finally {
    await release();
  }
}
