import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../env.ts';
import { repositoryRoot } from '../environment/repository.ts';

/** Formats files as the repository does: how long a table's name is decides where lines break. Not where it is not installed. */
export function format(directory: string, files: readonly string[]): void {
  const program = join(repositoryRoot() ?? directory, 'node_modules/.bin/oxfmt');
  if (!existsSync(program)) return;
  spawnSync(program, files, { cwd: directory, env: childEnvironment(), stdio: 'ignore' });
}
