import type { LocalServer } from './local.ts';
import { provision } from './provision/provision.ts';

/** Makes the local server's logins, with the passwords that the server keeps: nothing to print. */
export async function provisionLocal(server: LocalServer): Promise<void> {
  await provision({
    url: server.url('migration'),
    passwordOf: (login) => server.passwordOf(login),
  });
}
