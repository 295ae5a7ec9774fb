import { pullSchema } from '../../migrations/pull/pull.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';
import { OperationError } from '../../environment/errors.ts';

const command: Command = {
  summary:
    'Read a database into Drizzle schema files in a new folder, with the scopes that can be inferred',
  usage: '--out FOLDER [--tenant-key COLUMN] [--schema NAME,...]',
  options: {
    out: { type: 'string' },
    'tenant-key': { type: 'string' },
    schema: { type: 'string' },
  },
  async run(context) {
    const { out, schema, 'tenant-key': tenantKey } = context.flags;
    if (typeof out !== 'string' || out === '') {
      throw new OperationError('USAGE', '--out is missing: the folder that is made for the files.');
    }
    const { url } = await openDatabase(context, 'Reading the schema of');
    const { folder, scopes } = await pullSchema({
      url,
      out,
      ...(typeof tenantKey === 'string' && { tenantKey }),
      ...(typeof schema === 'string' && { schemas: schema.split(',') }),
    });
    const unknown = scopes.filter(({ scope }) => scope === undefined);
    return {
      data: {
        folder,
        scopes: scopes.map(({ table, scope, notes }) => ({
          table: table.name,
          scope: scope ?? null,
          notes,
        })),
      },
      lines: [
        `Wrote schema.ts, relations.ts and scopes.ts into ${folder}.`,
        `${scopes.length} table(s), ${unknown.length} of them to be classified by you: scopes.ts says which.`,
      ],
    };
  },
};

export default command;
