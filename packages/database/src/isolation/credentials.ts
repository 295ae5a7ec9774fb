import { readEnvironment } from '../env.ts';
import { contextSecret } from '../environment/context-secret.ts';
import { OperationError } from '../environment/errors.ts';
import { connectionUrls } from '../environment/urls.ts';
import type { Credentials } from './subjects.ts';

/**
 * What the environment has of what an attack needs.
 *
 * @returns undefined without TENANT_CONTEXT_SECRET: nobody can enter a context, and nobody attacks.
 */
export async function environmentCredentials(): Promise<Credentials | undefined> {
  const environment = readEnvironment();
  const secret = await orUndefined(() => contextSecret(environment));
  if (secret === undefined) return undefined;
  const urls = await connectionUrls({ environment });
  const app = await orUndefined(() => urls.app);
  const portal = await orUndefined(() => urls.portal);
  return {
    secret,
    ...(app === undefined ? {} : { app }),
    ...(portal === undefined ? {} : { portal }),
  };
}

/** What the environment lacks is an error when it is read. */
async function orUndefined<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OperationError && error.code === 'CONFIGURATION') return undefined;
    throw error;
  }
}
