import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertDevelopmentSignIn } from './development-sign-in.ts';

const bytes = 32;
let key: Buffer | undefined;

/**
 * The key of development sessions: random, kept in `.startkit/` so that a restart keeps them.
 *
 * @throws NotFoundError where development sign-in is refused.
 */
export function sessionKey(): Buffer {
  assertDevelopmentSignIn();
  key ??= keyIn(join(repositoryRoot(), '.startkit'));
  return key;
}

/** The key kept in `folder`; made when there is none. Readable by its owner only. */
export function keyIn(folder: string): Buffer {
  const file = join(folder, 'web-session.key');
  mkdirSync(folder, { recursive: true });
  try {
    // `wx` fails when another process was faster: its key is the one then.
    writeFileSync(file, randomBytes(bytes), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stored = readFileSync(file);
  if (stored.length === bytes) return stored;
  throw new Error(
    `${file} is not a session key. Delete it: a new one is made, and people sign in again.`,
  );
}

function repositoryRoot(): string {
  let folder = process.cwd();
  while (!existsSync(join(folder, 'pnpm-workspace.yaml'))) {
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}
