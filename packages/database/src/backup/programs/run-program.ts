import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OperationError } from '../../environment/errors.ts';
import { connectionVariables } from './connection-variables.ts';
import type { Program } from './find-program.ts';

export interface ProgramRun {
  readonly parameters: readonly string[];
  /** The database it connects to; left out: none. */
  readonly url?: string;
  /** Told of each line it writes to its standard error. */
  readonly onLine?: (line: string) => void;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Lines of an error that a message shows. */
const shown = 5;

/**
 * Runs a program of PostgreSQL's to its end; it ends with this process at the latest.
 *
 * @returns what it wrote to its standard output.
 * @throws OperationError `BACKUP_FAILED`, with the end of what it said.
 */
export async function runProgram(program: Program, run: ProgramRun): Promise<string> {
  const child = spawn(program.path, [...run.parameters], {
    env: connectionVariables(run.url ?? ''),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(run.signal && { signal: run.signal }),
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const complaints: string[] = [];
  createInterface(child.stderr).on('line', (line) => {
    run.onLine?.(line);
    if (isComplaint(line)) complaints.push(line);
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code === 0) return output;
    const said = complaints.slice(-shown).join('\n');
    throw new OperationError(
      'BACKUP_FAILED',
      `${program.name} ${program.version} failed${said === '' ? ` with exit code ${code}` : `:\n${said}`}`,
    );
  } finally {
    process.off('exit', kill);
  }
}

/** With --verbose, most lines only say what is done. */
function isComplaint(line: string): boolean {
  return /: (error|warning|fatal|detail|hint|query was):|^(ERROR|DETAIL|HINT|FATAL):|Command was/.test(
    line,
  );
}
