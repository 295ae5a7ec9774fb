import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = new URL('../../../docs/benchmark.md', import.meta.url);
const run = promisify(execFile);

it('pnpm bench measures, with round trips counted, and writes nothing unless it is a full run', async () => {
  const only = ['--quick', '--only', '^node-postgres, prepared|full, node'];
  const before = await readFile(page, 'utf8');
  const { stdout } = await run('npx', ['pnpm@12', 'bench', ...only], {
    cwd: root,
    env: { ...process.env, npm_config_yes: 'true' },
  });
  expect(stdout).toMatch(/PostgreSQL 18\.\d+.*, Node .*, Prisma \d+\.\d+\.\d+\. One run/);
  expect(stdout).toMatch(/\| node-postgres, prepared \| 1 \| \d+\.\d+ \|/);
  expect(stdout).toMatch(/\| StartKit full, node-postgres \| 1 \| \d+\.\d+ \|/);
  expect(stdout).toContain('### 0 ms away, 8 at once');
  expect(await readFile(page, 'utf8')).toBe(before);
}, 600_000);
