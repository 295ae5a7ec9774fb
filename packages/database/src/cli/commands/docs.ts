import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from '../../environment/errors.ts';
import { repositoryRoot } from '../../environment/repository.ts';
import type { Command } from '../command.ts';

const command: Command = {
  summary: 'Write docs/schema.md from the schema',
  async run() {
    const root = repositoryRoot();
    if (root === undefined) {
      throw new OperationError('CONFIGURATION', 'There is no repository here to write docs into.');
    }
    const { schemaOverview } = await import('../../docs/schema-overview.ts');
    writeFileSync(join(root, 'docs', 'schema.md'), schemaOverview());
    return { data: { file: 'docs/schema.md' }, lines: ['Wrote docs/schema.md.'] };
  },
};

export default command;
