import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { allRules } from '../../src/check/rules.ts';
import { smallDatabase, type SmallDatabase } from './small-database.ts';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, string>> };
}

// A database is attacked, or a process started, several times.
vi.setConfig({ testTimeout: 120_000 });

let small: SmallDatabase;
let folder: string;
let installed: string;
let manifest: Manifest;

/** The package as somebody has it who installed the tarball: built JavaScript, no source, beside pg and tsx. */
beforeAll(async () => {
  small = await smallDatabase();
  folder = mkdtempSync(join(tmpdir(), 'installed-'));
  const packing = ['pack', '--silent', '--pack-destination', folder];
  const tarball = execFileSync('npm', packing, { cwd: packageRoot, encoding: 'utf8' });
  installed = join(folder, 'node_modules/@startkit/tenancy');
  mkdirSync(installed, { recursive: true });
  const archive = join(folder, tarball.trim().split('\n').at(-1)!);
  execFileSync('tar', ['xzf', archive, '-C', installed, '--strip-components=1']);
  const file = join(installed, 'package.json');
  manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  // What `pnpm pack` does, which the README says to use.
  const { publishConfig } = manifest;
  writeFileSync(file, JSON.stringify({ ...manifest, exports: publishConfig.exports }));
  for (const name of [...Object.keys(manifest.dependencies), 'pg', 'tsx']) link(name);
  writeFileSync(
    join(folder, 'tenancy.config.ts'),
    `import { defineTenancy, type TenancyConfig } from '@startkit/tenancy/check';
const config: TenancyConfig = ${small.config.replace('export default', '').replaceAll('(own)', '(own: any)')}
export default defineTenancy(config);`,
  );
}, 180_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await small.close();
});

function link(name: string): void {
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(realpathSync(join(packageRoot, 'node_modules', name)), target);
}

function tenancy(...parameters: string[]) {
  const command = join(installed, manifest.bin['tenancy']!);
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...parameters], options);
  return { code: status, stdout, stderr };
}

test('everything that it exports is in it, and no source', () => {
  for (const target of Object.values(manifest.publishConfig.exports)) {
    expect(existsSync(join(installed, target))).toBe(true);
  }
  expect(existsSync(join(installed, 'src'))).toBe(false);
});

test('the command runs, with every rule and its page', () => {
  expect(tenancy('--help')).toMatchObject({ code: 0, stderr: '' });
  expect(tenancy('rules').stdout.trimEnd().split('\n')).toHaveLength(allRules().length);
  expect(tenancy('rules', '0001').stdout).toContain('# 0001 row-security-off');
});

test('it checks and proves, by a configuration in TypeScript', () => {
  const check = tenancy('check', '--url', small.url);
  expect(check.stderr).toBe('');
  expect(check.stdout).toContain('No findings.');
  expect(check.code).toBe(0);
  const prove = tenancy('prove', '--url', small.url);
  expect(prove.stderr).toBe('');
  expect(prove.code).toBe(0);
});

test('without tsx, or node-postgres, it says what to install', () => {
  rmSync(join(folder, 'node_modules/tsx'));
  const without = tenancy('check', '--url', small.url);
  const reads = (process.features as { typescript?: unknown }).typescript;
  expect(without.stderr).toContain(reads === undefined ? 'npm install --save-dev tsx' : '');
  link('tsx');
  rmSync(join(folder, 'node_modules/pg'));
  const { code, stderr } = tenancy('check', '--url', small.url);
  link('pg');
  expect(code).toBe(2);
  expect(stderr).toContain('npm install pg');
});
