import { readFile } from 'node:fs/promises';
import { run } from './run.ts';

/**
 * A process id alone does not name a process: ids are used again. A stamp is the id and the moment the
 * process started, which together never come back.
 */
export async function stampOf(pid: number = process.pid): Promise<string> {
  const start = await startOf(pid);
  if (start === undefined) throw new Error(`process ${pid} does not run, or cannot be seen`);
  return `${pid} ${start}`;
}

/** Whether the very process a stamp was made for still runs. */
export async function isAlive(stamp: string): Promise<boolean> {
  const [, pid, start] = /^(\d+) (.+)$/s.exec(stamp) ?? [];
  return start !== undefined && (await startOf(Number(pid))) === start;
}

/** The command line of a running process, arguments joined by one space; undefined when there is none. */
export async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return ps(pid, 'args=');
  const text = await readOrUndefined(`/proc/${pid}/cmdline`);
  return text === undefined ? undefined : text.split('\0').join(' ').trimEnd();
}

async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') {
    const [, state, start] = /^(\S+)\s+(.+)$/.exec((await ps(pid, 'stat=,lstart=')) ?? '') ?? [];
    return state?.startsWith('Z') ? undefined : start;
  }
  const stat = await readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses and may hold anything, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticksSinceBoot] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || ticksSinceBoot === undefined) return undefined;
  const boot = (await readOrUndefined('/proc/sys/kernel/random/boot_id'))?.trim() ?? '';
  return `${boot}/${ticksSinceBoot}`;
}

async function readOrUndefined(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function ps(pid: number, columns: string): Promise<string | undefined> {
  const columnArguments = columns.split(',').flatMap((column) => ['-o', column]);
  const { code, output } = await run('ps', [...columnArguments, '-p', String(pid)]);
  return code === 0 ? output.trim() : undefined;
}
