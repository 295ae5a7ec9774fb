import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { allRules } from '../../src/check/rules.ts';
import { project } from './project.ts';

const { tenancy, remove } = project(undefined);
afterAll(remove);

test('--help says what there is, and what a command takes', async () => {
  const { code, stdout, stderr } = await tenancy('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const name of ['check', 'prove', 'rules', 'init']) {
    expect(stdout).toContain(`  tenancy ${name}`);
    const help = await tenancy(name, '--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(new RegExp(`^tenancy ${name}`));
  }
  expect((await tenancy('check', '--help')).stdout).toMatch(/ {2}--fix FILE +Writes SQL/);
});

test('no command, or one that is not there: exit 2, on stderr', async () => {
  const nothing = await tenancy();
  expect(nothing).toMatchObject({ code: 2, stdout: '' });
  expect(nothing.stderr).toContain('tenancy check');
  expect((await tenancy('chekc')).stderr).toMatch(/^There is no command chekc\.\n/);
  expect((await tenancy('constructor')).code).toBe(2);
});

test('--version is the package’s', async () => {
  const manifest = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  expect((await tenancy('--version')).stdout).toBe(`${manifest.version}\n`);
});

test('rules lists all, and prints the page of one', async () => {
  const { stdout } = await tenancy('rules');
  expect(stdout.trimEnd().split('\n')).toHaveLength(allRules().length);
  expect(stdout).toMatch(/^0001 {2}error +row-security-off +Policies of this table/);
  for (const name of ['0001', 'row-security-off']) {
    expect((await tenancy('rules', name)).stdout).toMatch(/^# 0001 row-security-off\n/);
  }
  const list = JSON.parse((await tenancy('rules', '--json')).stdout) as { rules: unknown[] };
  expect(list.rules).toHaveLength(allRules().length);
  const one = JSON.parse((await tenancy('rules', '0001', '--json')).stdout) as { page: string };
  expect(one.page).toContain('# 0001');
});

test('a rule that is not there, or two: exit 2', async () => {
  expect(await tenancy('rules', '9999')).toMatchObject({ code: 2, stdout: '' });
  expect((await tenancy('rules', '0001', '0002')).stderr).toContain('Expected one [NNNN], not 2.');
});
