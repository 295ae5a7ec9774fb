import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The CPU time that the server has taken so far: the postmaster, its children, and those that have ended.
 *
 * @param directory that of the throwaway server.
 * @returns ms; undefined where there is no /proc.
 */
export async function serverCpu(directory: string): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const pidFile = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8');
  const postmaster = Number(pidFile.split('\n')[0]);
  const processes = await Promise.all((await readdir('/proc')).filter(isNumber).map(statOf));
  const ticks = processes
    .filter((stat) => stat?.pid === postmaster || stat?.parent === postmaster)
    .reduce((sum, stat) => sum + stat!.ticks + (stat!.pid === postmaster ? stat!.reaped : 0), 0);
  return (ticks * 1000) / ticksPerSecond();
}

const isNumber = (name: string) => /^\d+$/.test(name);

// proc(5): after the name in parentheses, state is field 3, ppid 4, utime to cstime 14 to 17.
async function statOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid: Number(pid),
    parent: field(4),
    ticks: field(14) + field(15),
    reaped: field(16) + field(17),
  };
}

let ticks: number | undefined;

function ticksPerSecond(): number {
  return (ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })));
}
