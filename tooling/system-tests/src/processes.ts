import { readdirSync, readFileSync } from 'node:fs';

/** The variable that marks every process a test starts, and those that they start. */
export const marker = 'STARTKIT_SYSTEM_TEST';

export interface Process {
  readonly pid: number;
  readonly commandLine: string;
}

/** The running processes that carry the mark. */
export function markedProcesses(mark: string): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, 'environ').split('\0').includes(`${marker}=${mark}`))
    .map((pid) => ({
      pid: Number(pid),
      commandLine: read(pid, 'cmdline').replaceAll('\0', ' ').trim(),
    }));
}

/** Ends a process at once; one that has ended already is fine. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Empty when the process has ended, or belongs to somebody else. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
