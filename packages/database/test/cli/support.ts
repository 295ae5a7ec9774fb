import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const tsx = createRequire(import.meta.url).resolve('tsx/cli');
const program = fileURLToPath(new URL('../../src/cli/db.ts', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `db` as a process of its own, with these variables and none of the connection strings around it. */
export function runDb(
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  const none = {
    DATABASE_URL: '',
    PORTAL_DATABASE_URL: '',
    SUPERADMIN_DATABASE_URL: '',
    BACKUP_DATABASE_URL: '',
    MIGRATION_DATABASE_URL: '',
    NODE_ENV: 'test',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tsx, program, ...parameters], {
      env: { ...process.env, ...none, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
