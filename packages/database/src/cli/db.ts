import { releaseLocalServer } from '../environment/local.ts';
import type { Command } from './command.ts';
import { table } from './output.ts';
import { runCommand } from './run.ts';

const commands: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  generate: () => import('./commands/generate.ts'),
  migrate: () => import('./commands/migrate.ts'),
  'apply-rls': () => import('./commands/apply-rls.ts'),
  push: () => import('./commands/push.ts'),
  seed: () => import('./commands/seed.ts'),
  studio: () => import('./commands/studio.ts'),
  status: () => import('./commands/status.ts'),
  docs: () => import('./commands/docs.ts'),
  doctor: () => import('./commands/doctor.ts'),
  lint: () => import('./commands/lint.ts'),
  environment: () => import('./commands/environment.ts'),
  reset: () => import('./commands/reset.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  provision: () => import('./commands/provision.ts'),
  'rotate-context-key': () => import('./commands/rotate-context-key.ts'),
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...parameters]: readonly string[]): Promise<number> {
  releaseOnSignal();
  const load = name === undefined ? undefined : commands[name];
  if (load === undefined || parameters.includes('--help')) {
    const help = await helpText();
    const asked = load !== undefined || name === '--help' || name === 'help';
    (asked ? process.stdout : process.stderr).write(help);
    return asked ? 0 : 2;
  }
  return runCommand((await load()).default, parameters);
}

async function helpText(): Promise<string> {
  const rows: string[][] = [];
  for (const [name, load] of Object.entries(commands)) {
    const { summary, usage } = (await load()).default;
    rows.push([`  db:${name}${usage === undefined ? '' : ` ${usage}`}`, summary]);
  }
  return `Every command takes --json.\n\n${table(rows).join('\n')}\n`;
}

// Ends open sessions with the process, so that the server rolls back; the local server is not left running.
function releaseOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void releaseLocalServer().finally(() => process.exit(code)));
  }
}
