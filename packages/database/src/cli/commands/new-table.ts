import { kitProject } from '../../migrations/generate/project.ts';
import { format } from '../../scaffold/format.ts';
import { newTable } from '../../scaffold/new-table.ts';
import { tableNames } from '../../scaffold/table-name.ts';
import type { Command } from '../command.ts';

const command: Command = {
  summary: 'Write a tenant table: its declaration, its export and its test',
  usage: 'NAME [--domain core|commerce|canvas|warehouse]',
  operand: 'NAME',
  options: { domain: { type: 'string' } },
  async run({ flags, rest }) {
    const { domain = 'core' } = flags;
    const names = await tableNames(rest[0], await import('../../schema/index.ts'));
    const { directory } = kitProject();
    const files = newTable({ names, domain: String(domain), directory });
    format(directory, files);
    return {
      data: { ...names, files },
      lines: [
        ...files.map((path) => `  packages/database/${path}`),
        'Next (docs/add-a-table.md):',
        '  1. Give it its columns, and say who may write. Foreign keys have two columns.',
        `  2. npx pnpm@12 db:generate --name add_${names.table}, and read what it writes.`,
        '  3. npx pnpm@12 db:docs, db:migrate and test; commit all of it together.',
      ],
    };
  },
};

export default command;
