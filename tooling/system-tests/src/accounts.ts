import { execFileSync } from 'node:child_process';

/** A system account, as child processes are started under it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export const isRoot = process.getuid?.() === 0;

/** Who servers run as, because PostgreSQL and PgBouncer refuse root: `postgres` for root, else the caller. */
export function serverAccount(): Account | undefined {
  return isRoot ? account('postgres') : undefined;
}

/** @throws Error when there is no such account. */
export function account(name: string): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
