import type { LocalServer } from './local.ts';
import { localContextSecret } from './context-secret.ts';
import { provisionContextKey } from './provision/context-key.ts';
import { provision } from './provision/provision.ts';

/** Makes the local server's logins and context key, from what the server keeps: nothing to print. */
export async function provisionLocal(server: LocalServer): Promise<void> {
  await provision({
    url: server.url('migration'),
    passwordOf: (login) => server.passwordOf(login),
  });
  await provisionContextKey({ url: server.url('migration'), secret: localContextSecret(server) });
}
