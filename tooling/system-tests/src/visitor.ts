import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { homedir } from 'node:os';
import { account, isRoot, type Account } from './accounts.ts';
import { makeFolder, removeFolder } from './folder.ts';

/** Somebody who clones the repository. */
export interface Visitor {
  /** Left out: the caller. */
  readonly account: Account | undefined;
  /** A folder of theirs that nobody else may enter. */
  readonly folder: string;
  /** Their home. */
  readonly environmentHome: string;
  leave(): Promise<void>;
}

const login = 'startkit-visitor';

/** An ordinary user: made for the test when root runs it, with an empty home; else the caller. */
export async function ordinaryUser(): Promise<Visitor> {
  if (!isRoot) return caller();
  dismiss();
  execFileSync('useradd', ['--system', '--shell', '/bin/sh', '--no-create-home', login]);
  const own = account(login);
  const home = await makeFolder('home', own);
  const visitor = await visit(own, home, home);
  const leave = async () => {
    await visitor.leave();
    dismiss();
  };
  return { ...visitor, leave };
}

/** Whoever runs the test, in a folder of theirs. */
export async function caller(): Promise<Visitor> {
  return visit(undefined, await makeFolder('caller', undefined), homedir());
}

/** Root, in a folder that only root may enter: the server, which refuses root, cannot. */
export async function root(): Promise<Visitor> {
  return visit(undefined, await makeFolder('root', undefined, '/root'), homedir());
}

async function visit(
  own: Account | undefined,
  folder: string,
  environmentHome: string,
): Promise<Visitor> {
  await chmod(folder, 0o700);
  return { account: own, folder, environmentHome, leave: () => removeFolder(folder) };
}

/** Removes the user, also one that an interrupted run has left. */
function dismiss(): void {
  try {
    execFileSync('userdel', ['--force', login], { stdio: 'ignore' });
  } catch {
    // There is no such user.
  }
}
