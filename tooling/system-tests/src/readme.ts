import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The code of the section for an existing project, as it stands there. */
export function readmeExample(): string {
  const [, section = ''] = readReadme().split('## In an existing project');
  const [, code] = /```ts\n([\s\S]*?)```/.exec(section) ?? [];
  if (code === undefined) throw new Error('the README has no example for an existing project');
  return code;
}

/** The commands of the README's code blocks that start with `npx`, in order. */
export function readmeCommands(): readonly string[] {
  return [...readReadme().matchAll(/^(?: {4}| *\$ )?(npx .+)$/gm)].map((match) => match[1]!.trim());
}

function readReadme(): string {
  return readFileSync(join(repository, 'README.md'), 'utf8');
}
