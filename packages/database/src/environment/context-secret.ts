import { createHmac } from 'node:crypto';
import { type Environment, readEnvironment } from '../env.ts';
import { connections } from './connections.ts';
import { type LocalServer, useLocalServer } from './local.ts';

/**
 * What tenant contexts are signed with: `TENANT_CONTEXT_SECRET`, or the local server's own.
 *
 * @throws OperationError `CONFIGURATION` when the environment names a database and lacks the secret.
 */
export async function contextSecret(environment: Environment = readEnvironment()): Promise<string> {
  if (environment.mode === 'urls') return environment.contextSecret;
  return localContextSecret(await useLocalServer(environment.directory));
}

/** Derived from a password that the local server keeps: nothing more has to be kept. */
export function localContextSecret(server: LocalServer): string {
  const password = server.passwordOf(connections.migration.login);
  const key = createHmac('sha256', password).update('tenant context').digest('base64url');
  return `local.${key}`;
}
