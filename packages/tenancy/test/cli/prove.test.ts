import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { elements, readXml } from '../report/xml.ts';
import { project, type Project } from './project.ts';
import { smallDatabase, type SmallDatabase } from './small-database.ts';

// A database is attacked, or a process started, several times.
vi.setConfig({ testTimeout: 120_000 });

let small: SmallDatabase;
let here: Project;
beforeAll(async () => {
  small = await smallDatabase();
  here = project(small.config, { url: small.url });
});
afterEach(() => small.run('alter table projects enable row level security'));
afterAll(async () => {
  here.remove();
  await small.close();
});

const broken = 'alter table projects disable row level security';

test('a safe database: exit 0, and what was accepted beforehand is said', async () => {
  const { code, stdout, stderr } = await here.tenancy('prove');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/public\.projects +✓ blocked/);
  expect(stdout).toContain('Accepted beforehand');
  expect(stdout).toContain('\nIsolation held, with exceptions that were stated beforehand. ');
  expect(code).toBe(0);
});

test('a broken one: exit 1, the leak and its statement', async () => {
  await small.run(broken);
  const { code, stdout } = await here.tenancy('prove');
  expect(code).toBe(1);
  expect(stdout).toMatch(/Leaks\n {2}public\.projects\n {4}.*, as member.*\n {6}select /);
  expect(stdout).toContain('\nTenants are not isolated. ');
});

test('JSON, JUnit and the page say the same', async () => {
  await small.run(broken);
  const json = await here.tenancy('prove', '--json');
  const report = JSON.parse(json.stdout) as { ok: boolean; verdict: string; counts: Counts };
  expect(report).toMatchObject({ ok: false, verdict: 'leaks' });
  expect(report.counts.leak).toBeGreaterThan(10);
  const junit = await here.tenancy('prove', '--format', 'junit');
  expect(elements(readXml(junit.stdout), 'failure')).toHaveLength(report.counts.leak);
  const page = await here.tenancy('prove', '--format', 'html', '--output', 'proof.html');
  expect(page.stdout).toMatch(/^Tenants are not isolated\. .* Report: proof\.html\n$/);
  expect(here.read('proof.html')).toContain('<strong>Tenants are not isolated</strong>');
  expect(here.read('proof.html')).toContain('with tenancy.config.mjs');
  expect([json.code, junit.code, page.code]).toEqual([1, 1, 1]);
});

test('rows of before are there afterwards, and no others', async () => {
  const counts = () =>
    small.run('select (select count(*) from tenants), (select count(*) from projects)');
  const before = await counts();
  await here.tenancy('prove');
  expect(await counts()).toEqual(before);
});

test('progress: on a terminal one line that goes away, elsewhere only when asked for', async () => {
  const terminal = project(small.config, { url: small.url, isTerminal: true });
  const { stderr } = await terminal.tenancy('prove');
  terminal.remove();
  const [before, first, ...others] = stderr.split('\r\u001b[2K');
  expect(before).toBe('');
  expect(first).toMatch(/^ +0 % {2}\S+ as member$/);
  expect(others.at(-1)).toBe('');
  expect(stderr).not.toContain('\n');
  expect((await here.tenancy('prove')).stderr).toBe('');
  expect((await here.tenancy('prove', '--progress')).stderr).toMatch(/^ +0 % {2}\S+ as member\n/);
});

test('with nobody to attack as: exit 2', async () => {
  const nobody = project(small.config.replace(/subjects: \[[^]*\],\n/, 'subjects: [],\n'), {
    url: small.url,
  });
  const { code, stderr } = await nobody.tenancy('prove');
  nobody.remove();
  expect(code).toBe(2);
  expect(stderr).toContain('tenancy.config.mjs has no subjects: there is nobody to attack as');
});

test('a login’s password is in no output, whatever becomes of it', async () => {
  const password = 'geheim-4711';
  const login = Object.assign(new URL(small.url), { username: small.role, password }).toString();
  const text = small.config.replace(`name: 'member',`, `name: 'member', login: '${login}',`);
  const one = project(text, { url: small.url });
  const refused = await one.tenancy('prove');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain(`as "${small.role}": the password is wrong`);
  await small.run(`alter role ${small.role} login password '${password}'`);
  const page = await one.tenancy('prove', '--format', 'html');
  await small.run(`alter role ${small.role} nologin`);
  one.remove();
  expect(page.stderr).toBe('');
  expect(page.stdout).toContain('real login');
  expect(page.stdout + refused.stderr).not.toContain(password);
});

interface Counts {
  readonly leak: number;
}
