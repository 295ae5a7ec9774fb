import { delimiter } from 'node:path';

/** What a machine's administrator sets, and a stranger's shell has as well: proxies, certificates, registries. */
const kept = /^(lang|lc_all|term|tz)$|proxy|cert|ssl|_ca_|cafile|registry/i;

/**
 * The environment of a fresh shell: nothing of what pnpm, turbo and vitest, which this test runs under,
 * hand to their children.
 */
export function cleanEnvironment(home: string): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined,
  );
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(isSystemPath).join(delimiter);
  return { ...Object.fromEntries(entries), PATH: path, HOME: home, npm_config_yes: 'true' };
}

function isSystemPath(folder: string): boolean {
  return !/node_modules|[/\\]_npx[/\\]|\.cache|pnpm/.test(folder);
}
