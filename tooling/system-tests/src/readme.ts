import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The commands of the README's code blocks that start with `npx`, in order. */
export function readmeCommands(): readonly string[] {
  const text = readFileSync(join(repository, 'README.md'), 'utf8');
  return [...text.matchAll(/^(?: {4}| *\$ )?(npx .+)$/gm)].map((match) => match[1]!.trim());
}
