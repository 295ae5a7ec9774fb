import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const marker = 'pnpm-workspace.yaml';

/**
 * The root folder of the repository, or undefined when there is none (a deployed bundle).
 * A bundler moves this module, so the working directory is the second place to start from.
 */
export function repositoryRoot(): string | undefined {
  return rootAbove(moduleFolder()) ?? rootAbove(process.cwd());
}

function moduleFolder(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.url));
  } catch {
    return undefined;
  }
}

function rootAbove(start: string | undefined): string | undefined {
  let folder = start;
  while (folder !== undefined) {
    if (existsSync(join(folder, marker))) return folder;
    const parent = dirname(folder);
    folder = parent === folder ? undefined : parent;
  }
  return undefined;
}
