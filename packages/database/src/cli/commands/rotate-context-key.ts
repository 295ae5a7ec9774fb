import { rotateContextKey } from '../../environment/provision/context-key.ts';
import { OperationError } from '../../environment/errors.ts';
import type { Command } from '../command.ts';
import { localServer, openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Make a new key that tenant contexts are signed with, and print it once',
  usage: '',
  options: {},
  async run(context) {
    const { url } = await openDatabase(context, 'Rotating the context key of');
    if ((await localServer(context)) !== undefined) {
      throw new OperationError(
        'REFUSED',
        'The local server’s key belongs to the server and is never shown: there is nothing to rotate. ' +
          'Nothing was changed. Set MIGRATION_DATABASE_URL for another database.',
      );
    }
    const secret = await rotateContextKey({ url });
    return {
      data: { secret },
      lines: [
        `TENANT_CONTEXT_SECRET=${secret}`,
        'It is shown only now, and good from now on, beside the one before it. Give it to every process that',
        'serves tenants; once all have it, rotate once more to end the old one.',
      ],
    };
  },
};

export default command;
