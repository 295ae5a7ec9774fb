import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { sarifErrors } from '../report/sarif-schema.ts';
import { elements, readXml } from '../report/xml.ts';
import { project, safeConfigText, type Project } from './project.ts';

let safe: SafeDatabase;
const projects: Project[] = [];

beforeAll(async () => {
  safe = await safeDatabase();
});
afterEach(async () => {
  await safe.run('alter table sales.orders enable row level security');
  for (const one of projects.splice(0)) one.remove();
});
afterAll(() => safe.close());

const broken = 'alter table sales.orders disable row level security';
const fingerprint = '0001 sales.orders: row level security is off';

function here(more = '', today?: string): Project {
  const one = project(safeConfigText(safe, more), { url: safe.url, ...(today && { today }) });
  projects.push(one);
  return one;
}

test('a safe database: exit 0; a broken one: exit 1, and it says what', async () => {
  const { tenancy } = here();
  const good = await tenancy('check');
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout).toContain('No findings. 7 tables');
  await safe.run(broken);
  const bad = await tenancy('check');
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/error {4}0001 row-security-off\n.*\n {9}sales\.orders {2}row level/);
  expect(bad.stdout).toContain(`${new URL(safe.url).pathname.slice(1)} on 127.0.0.1:`);
});

test('colors are for terminals', async () => {
  await safe.run(broken);
  expect((await here().tenancy('check')).stdout).not.toContain('\u001b');
  const terminal = project(safeConfigText(safe), { url: safe.url, isTerminal: true });
  projects.push(terminal);
  expect((await terminal.tenancy('check')).stdout).toContain('\u001b[31m');
});

test('--fail-on says from what on it fails', async () => {
  const { tenancy } = here();
  await safe.run('alter table sales.orders add place integer generated always as identity');
  const code = async (severity: string) => (await tenancy('check', '--fail-on', severity)).code;
  const codes = [await code('error'), await code('warning'), await code('note')];
  const { stdout } = await tenancy('check', '--json');
  await safe.run('alter table sales.orders drop place');
  expect((JSON.parse(stdout) as Report).findings.map(({ severity }) => severity)).toEqual(['note']);
  expect(codes).toEqual([0, 0, 1]);
});

test('--json: the document, and nothing else', async () => {
  await safe.run(broken);
  const { stdout, stderr, code } = await here().tenancy('check', '--json');
  const report = JSON.parse(stdout) as Report;
  expect(code).toBe(1);
  expect(stderr).toBe('');
  expect(report).toMatchObject({ schema: 'startkit.tenancy.check', schemaVersion: 1, ok: false });
  expect(report.findings[0]).toMatchObject({ fingerprint, rule: '0001', severity: 'error' });
});

test('--format sarif and junit, into a file; one line is said', async () => {
  await safe.run(broken);
  const { tenancy, read } = here();
  const sarif = await tenancy('check', '--format', 'sarif', '--output', 'a.sarif');
  expect(sarif.code).toBe(1);
  expect(sarif.stdout).toMatch(/^1 error\. 7 tables, \d+ rules\. Report: a\.sarif\n$/);
  const log = JSON.parse(read('a.sarif')) as { runs: { results: { locations: unknown[] }[] }[] };
  expect(sarifErrors(log)).toEqual([]);
  expect(log.runs[0]!.results[0]!.locations[0]).toMatchObject({
    physicalLocation: { artifactLocation: { uri: 'tenancy.config.mjs' } },
  });
  expect((await tenancy('check', '--format', 'junit', '--output', 'a.xml')).code).toBe(1);
  expect(elements(readXml(read('a.xml')), 'failure')).toHaveLength(1);
});

test('code scanning knows the configuration by its way from the repository’s root', async () => {
  await safe.run(broken);
  const { tenancy, folder, write, read } = here();
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'packages/db base'), { recursive: true });
  write('packages/db base/tenancy.config.mjs', read('tenancy.config.mjs'));
  const config = 'packages/db base/tenancy.config.mjs';
  const { stdout } = await tenancy('check', '--format', 'sarif', '--config', config);
  expect(stdout).toContain('"uri": "packages/db%20base/tenancy.config.mjs"');
});

test('--output to what is no file writes there, and puts nothing in its place', async () => {
  const { tenancy, folder, write, read } = here();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const piped = readFile(join(folder, 'pipe'), 'utf8');
  expect((await tenancy('check', '--json', '--output', 'pipe')).code).toBe(0);
  expect(JSON.parse(await piped)).toMatchObject({ ok: true });
  expect(statSync(join(folder, 'pipe')).isFIFO()).toBe(true);
  write('real.json', '');
  symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'));
  await tenancy('check', '--json', '--output', 'link.json');
  expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  expect(read('real.json')).toContain('"ok": true');
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('--progress says what it does, on stderr', async () => {
  const { stderr } = await here().tenancy('check', '--progress');
  expect(stderr).toMatch(/^Reading the catalogs of safe_\w+ on 127\.0\.0\.1:\d+ as postgres\n$/);
});

test('--rule runs those rules alone, and says so', async () => {
  await safe.run(broken);
  const { tenancy } = here();
  const { stdout, code } = await tenancy('check', '--rule', '0002,0003');
  expect(stdout).toMatch(/No findings\. 7 tables, 2 of \d+ rules\./);
  expect(code).toBe(0);
  expect((await tenancy('check', '--rule', '0001')).code).toBe(1);
});

test('--accept writes the baseline; the next check goes by it, until its day is over', async () => {
  await safe.run(broken);
  const { tenancy, read, write } = here();
  const accepting = ['check', '--accept', 'moves in May', '--until', '2026-05-31'];
  const accepted = await tenancy(...accepting);
  expect(accepted).toMatchObject({
    code: 0,
    stderr: 'Accepted 1 finding until 2026-05-31, in tenancy-baseline.json.\n',
  });
  const entry = { fingerprint, reason: 'moves in May', expires: '2026-05-31' };
  expect(JSON.parse(read('tenancy-baseline.json'))).toEqual({ version: 1, accepted: [entry] });
  const next = await tenancy('check');
  expect(next.code).toBe(0);
  expect(next.stdout).toContain('until 2026-05-31: moves in May');

  const later = here('', '2026-06-01');
  later.write('tenancy-baseline.json', read('tenancy-baseline.json'));
  const expired = await later.tenancy('check');
  expect(expired.code).toBe(1);
  expect(expired.stdout).toContain('no longer accepted\n');

  await safe.run('alter table sales.orders enable row level security');
  const stale = await tenancy('check');
  expect(stale.code).toBe(0);
  expect(stale.stdout).toContain(`Take these out of the baseline\n         ${fingerprint}`);
  expect((await tenancy('check', '--fail-on', 'note')).code).toBe(1);
  write('tenancy-baseline.json', '{}');
  expect((await tenancy('check')).code).toBe(2);
});

test('--accept with --rule and --object accepts those alone', async () => {
  await safe.run(`${broken}; alter table sales.customers no force row level security`);
  const { tenancy, read } = here();
  const of = ['--accept', 'x', '--until', '2026-05-31', '--object', 'sales.orders'];
  const none = await tenancy('check', '--rule', '0002', ...of);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('There is nothing to accept: no finding of sales.orders counts.');
  const { code } = await tenancy('check', ...of);
  await safe.run('alter table sales.customers force row level security');
  expect(code).toBe(1);
  const { accepted } = JSON.parse(read('tenancy-baseline.json')) as { accepted: unknown[] };
  expect(accepted).toHaveLength(1);
});

test('the configuration and --baseline name another one; one that is not there is an error', async () => {
  await safe.run(broken);
  const configured = here(`baseline: 'kept/by-us.json',`);
  expect((await configured.tenancy('check')).stderr).toContain('There is no baseline kept/by-us');
  const { tenancy, read } = here(`baseline: 'ours.json',`);
  await tenancy('check', '--accept', 'x', '--until', '2026-05-31');
  expect(read('ours.json')).toContain(fingerprint);
  expect((await tenancy('check')).code).toBe(0);
  expect((await tenancy('check', '--baseline', 'none.json')).code).toBe(2);
});

test('the baseline lies beside the configuration, wherever the command runs', async () => {
  await safe.run(broken);
  const { tenancy, folder, write, read } = here();
  mkdirSync(join(folder, 'db'));
  write('db/tenancy.config.mjs', read('tenancy.config.mjs'));
  const there = ['check', '--config', 'db/tenancy.config.mjs'];
  await tenancy(...there, '--accept', 'x', '--until', '2026-05-31');
  expect(read('db/tenancy-baseline.json')).toContain(fingerprint);
  expect((await tenancy(...there)).code).toBe(0);
  expect((await tenancy('check')).code).toBe(1);
  expect((await tenancy('check', '--baseline', 'db/tenancy-baseline.json')).code).toBe(0);
});

test('--fix writes what mends it, and runs none of it', async () => {
  await safe.run(broken);
  const { tenancy, read, folder } = here();
  const first = await tenancy('check', '--fix', 'fix.sql');
  expect(first.code).toBe(1);
  expect(first.stderr).toBe('1 statement to review in fix.sql. Nothing was run.\n');
  expect(read('fix.sql')).toContain('alter table sales.orders enable row level security;');
  expect(existsSync(join(folder, 'fix.no-transaction.sql'))).toBe(false);
  expect((await tenancy('check')).code).toBe(1);
});

test('--fix writes over nothing', async () => {
  await safe.run(broken);
  const { tenancy, read, write } = here();
  write('fix.sql', 'mine');
  const refused = await tenancy('check', '--fix', 'fix.sql');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('fix.sql is there already. It was left as it is.');
  expect(read('fix.sql')).toBe('mine');
  write('other.no-transaction.sql', 'mine');
  expect((await tenancy('check', '--fix', 'other.sql')).code).toBe(2);
});

test('--fix with nothing to mend writes nothing', async () => {
  const { tenancy, folder } = here();
  const { code, stderr } = await tenancy('check', '--fix', 'fix.sql');
  expect(code).toBe(0);
  expect(stderr).toContain('no file was written');
  expect(existsSync(join(folder, 'fix.sql'))).toBe(false);
});

test('what is accepted is not mended', async () => {
  await safe.run(broken);
  const { tenancy } = here();
  await tenancy('check', '--accept', 'x', '--until', '2026-05-31');
  expect((await tenancy('check', '--fix', 'fix.sql')).stderr).toContain('nothing to mend');
});

test.each([
  [['--fail-on', 'fatal'], '--fail-on fatal: expected one of error, warning, note.'],
  [['--format', 'html'], '--format html: expected one of table, json, sarif, junit.'],
  [['--rule', '0001,1'], 'there is no rule 1.'],
  [['--accept', 'x'], 'until when? Give --until'],
  [['--accept', ' ', '--until', '2026-05-31'], 'there is no reason'],
  [['--accept', 'x', '--until', 'tomorrow'], '--until tomorrow: expected a day'],
  [['--accept', 'x', '--until', '2026-03-30'], '--until 2026-03-30: that day is over'],
  [['--accept', 'x', '--until', '2027-04-01'], 'more than a year ahead'],
  [['--until', '2026-05-31'], '--until says what --accept accepts'],
  [['--object', 'a'], '--object says what --accept accepts'],
  [['--output', 'none/report.json'], 'none/report.json: there is no folder'],
  [['--output', '.'], '. is a folder.'],
  [['--config', 'other.ts'], 'There is no other.ts.'],
  [['--colour'], `Unknown option '--colour'. See \`tenancy check --help\`.`],
  [['public'], 'See `tenancy check --help`.'],
  [['--url'], 'See `tenancy check --help`.'],
])('%j: exit 2, and one line that says what is wrong', async (parameters, message) => {
  const { code, stderr, stdout } = await here().tenancy('check', ...parameters);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^Error: .*\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('with --json an error is a document too', async () => {
  const torn = await here().tenancy('check', '--json', '--format', 'sarif');
  expect(torn.stdout).toContain('--json and --format sarif ask for different things.');
  const { code, stdout, stderr } = await here().tenancy('check', '--json', '--rule', '1');
  expect(code).toBe(2);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'CONFIGURATION' } });
});

test('nothing is changed, not even by the fixes of what is found', async () => {
  await safe.run(broken);
  const stateOf = () =>
    safe.run(`select c.oid, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text, c.xmin::text from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'sales', 'Ops', 'internal') order by 1`);
  const before = await stateOf();
  await here().tenancy('check', '--fix', 'fix.sql', '--accept', 'x', '--until', '2026-05-31');
  expect(await stateOf()).toEqual(before);
});

interface Report {
  readonly ok: boolean;
  readonly findings: readonly { readonly severity: string }[];
}
