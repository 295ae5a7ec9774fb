import type { Command } from './command.ts';
import { table } from './output.ts';
import { runCommand } from './run.ts';
import { stopOnSignals } from './stop.ts';

const commands: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  generate: () => import('./commands/generate.ts'),
  migrate: () => import('./commands/migrate.ts'),
  rollback: () => import('./commands/rollback.ts'),
  'apply-rls': () => import('./commands/apply-rls.ts'),
  push: () => import('./commands/push.ts'),
  seed: () => import('./commands/seed.ts'),
  studio: () => import('./commands/studio.ts'),
  status: () => import('./commands/status.ts'),
  drift: () => import('./commands/drift.ts'),
  baseline: () => import('./commands/baseline.ts'),
  pull: () => import('./commands/pull.ts'),
  docs: () => import('./commands/docs.ts'),
  doctor: () => import('./commands/doctor.ts'),
  'new-table': () => import('./commands/new-table.ts'),
  lint: () => import('./commands/lint.ts'),
  environment: () => import('./commands/environment.ts'),
  reset: () => import('./commands/reset.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  export: () => import('./commands/export.ts'),
  import: () => import('./commands/import.ts'),
  'erase-tenant': () => import('./commands/erase-tenant.ts'),
  'backfill-balances': () => import('./commands/backfill-balances.ts'),
  provision: () => import('./commands/provision.ts'),
  'rotate-context-key': () => import('./commands/rotate-context-key.ts'),
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...parameters]: readonly string[]): Promise<number> {
  const load = name === undefined ? undefined : commands[name];
  if (load === undefined || parameters.includes('--help')) {
    const help = await helpText();
    const asked = load !== undefined || name === '--help' || name === 'help';
    (asked ? process.stdout : process.stderr).write(help);
    return asked ? 0 : 2;
  }
  const command = (await load()).default;
  const stop = stopOnSignals(command);
  const code = await runCommand(command, parameters, stop.signal);
  return code === 0 ? code : (stop.exitCode ?? code);
}

async function helpText(): Promise<string> {
  const rows: string[][] = [];
  for (const [name, load] of Object.entries(commands)) {
    const { summary, usage } = (await load()).default;
    rows.push([`  db:${name}${usage === undefined ? '' : ` ${usage}`}`, summary]);
  }
  return `Every command takes --json.\n\n${table(rows).join('\n')}\n`;
}
