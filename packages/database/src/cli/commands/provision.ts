import { provision } from '../../environment/provision/provision.ts';
import { provisionContextKey } from '../../environment/provision/context-key.ts';
import { provisionLocal } from '../../environment/provision-local.ts';
import type { Command } from '../command.ts';
import { localServer, openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Make the logins and the context key, and print them once',
  usage: '[--rotate]',
  options: { rotate: { type: 'boolean' } },
  async run(context) {
    const { output, flags } = context;
    const { url } = await openDatabase(context, 'Provisioning the logins of');
    const server = await localServer(context);
    if (server !== undefined) {
      await provisionLocal(server);
      const note = 'The logins of the local server are there; their passwords stay in its folder.';
      return { data: { local: true }, lines: [note] };
    }
    const log = (line: string) => output.line(`  ${line}`);
    const logins = await provision({ url, rotate: flags['rotate'] === true, log });
    const secret = await provisionContextKey({ url });
    const printed = logins.filter((login) => login.url !== undefined);
    return {
      data: { logins, ...(secret !== undefined && { contextSecret: secret }) },
      lines: [
        ...logins.map(({ login, result }) => `  ${login}  ${result}`),
        ...printed.map((login) => `${login.variable}=${login.url}`),
        ...(secret === undefined ? [] : [`TENANT_CONTEXT_SECRET=${secret}`]),
        printed.length > 0 || secret !== undefined
          ? 'These are shown only now. Put them where your secrets are.'
          : 'Nothing is shown for a login that is kept: --rotate makes new passwords.',
      ],
    };
  },
};

export default command;
