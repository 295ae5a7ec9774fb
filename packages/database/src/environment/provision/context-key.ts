import { randomBytes } from 'node:crypto';
import { contextKeySql } from '@startkit/tenancy/policies';
import { OperationError } from '../errors.ts';
import { refuseForeignLogin } from '../foreign-login.ts';
import { type Session, withSession } from '../session.ts';

export interface ContextKeyOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** The secret that shall be good. Left out: a new one is made. */
  readonly secret?: string;
}

/**
 * Makes sure that the database has a key to check contexts with.
 *
 * @returns the secret, when a new one was made; undefined when there was a key, or `secret` was given.
 * @throws OperationError `MIGRATIONS_MISSING`, `PRIVILEGE_MISSING`; ContextSecretError for a malformed secret.
 */
export async function provisionContextKey(options: ContextKeyOptions): Promise<string | undefined> {
  return withKeys(options, async (session, count) => {
    if (options.secret === undefined && count > 0) return undefined;
    const secret = options.secret ?? newSecret();
    await session.run(contextKeySql(secret));
    return options.secret === undefined ? secret : undefined;
  });
}

/**
 * Makes a new key beside the newest one; those before it are no longer good.
 *
 * @returns the new secret.
 * @throws OperationError `MIGRATIONS_MISSING`, `PRIVILEGE_MISSING`.
 */
export async function rotateContextKey({ url }: Pick<ContextKeyOptions, 'url'>): Promise<string> {
  return withKeys({ url }, async (session) => {
    const secret = newSecret();
    await session.run(contextKeySql(secret));
    return secret;
  });
}

function withKeys<T>(
  { url }: ContextKeyOptions,
  work: (session: Session, count: number) => Promise<T>,
): Promise<T> {
  const run = async (session: Session) => {
    await refuseForeignLogin(session);
    const [table] = await session.rows<{ found: boolean }>(
      "select to_regclass('app.context_keys') is not null as found",
    );
    if (table?.found !== true) {
      throw new OperationError(
        'MIGRATIONS_MISSING',
        'The database has no table app.context_keys: Row-Level Security makes it. No key was made. ' +
          'Run db:migrate first.',
      );
    }
    return session.transaction(async () => {
      await session.run('lock table app.context_keys in exclusive mode');
      const [keys] = await session.rows<{ count: number }>(
        'select count(*)::int as count from app.context_keys',
      );
      return work(session, keys?.count ?? 0);
    });
  };
  return withSession(url, run, { name: 'startkit-context-key' });
}

/** An id that says when it was made, and 256 random bits. */
function newSecret(): string {
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}${randomBytes(3).toString('hex')}`;
  return `${id}.${randomBytes(32).toString('base64url')}`;
}
