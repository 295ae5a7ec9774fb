import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** A command as a document has it, `npx pnpm@12 db:status`, without what stands before the script. */
export interface DocumentedCommand {
  /** "docs/migrations.md". */
  readonly file: string;
  /** "db:status". */
  readonly script: string;
  readonly parameters: readonly string[];
}

/** Every command in the README and in docs/, in blocks and in sentences, in their order; each once a document. */
export function documentedCommands(): readonly DocumentedCommand[] {
  const documents = readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...documents.map((name) => `docs/${name}`)].flatMap(commandsOf);
}

function commandsOf(file: string): readonly DocumentedCommand[] {
  const text = readFileSync(join(repository, file), 'utf8');
  const found = [...text.matchAll(/(?:^ {4}|`)npx pnpm@12 ([^`\n]+)/gm)].map(([, command = '']) =>
    command.trim(),
  );
  return [...new Set(found)].map((command) => {
    const [script = '', ...parameters] = command.split(' ');
    return { file, script, parameters };
  });
}
