import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRules } from '../../src/check/rules.ts';
import { project, type Project } from '../cli/project.ts';
import { smallDatabase, type SmallDatabase } from '../cli/small-database.ts';

const file = fileURLToPath(new URL('../../../../docs/checker.md', import.meta.url));
const guide = readFileSync(file, 'utf8');

let small: SmallDatabase;
let here: Project;
beforeAll(async () => {
  small = await smallDatabase();
  here = project(small.config, { url: small.url });
});
afterAll(async () => {
  here.remove();
  await small.close();
});

/** What stands between the marks of a generated part. */
function withPart(text: string, name: string, part: string): string {
  const marks = new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
  expect(text).toMatch(marks);
  return text.replace(marks, (_, before: string, after: string) => `${before}${part}\n${after}`);
}

function ruleTable(): string {
  const rows = allRules().map(
    ({ number, name, severity, why }) =>
      `| [${number}](../packages/tenancy/src/check/rules/${number}-${name}.md) | ${name} | ${severity} | ${why.replaceAll('|', '\\|')} |`,
  );
  return ['| rule | name | severity | why |', '|---|---|---|---|', ...rows].join('\n');
}

async function helpTexts(): Promise<string> {
  const texts: string[] = [];
  for (const name of ['check', 'prove', 'init', 'rules']) {
    const { stdout } = await here.tenancy(name, '--help');
    texts.push(`\`\`\`text\n${stdout.trimEnd()}\n\`\`\``);
  }
  return texts.join('\n\n');
}

// When it fails: npx vitest run test/check/checker-docs -u
test('the list of rules and the commands’ help are up to date', async () => {
  const text = withPart(withPart(guide, 'rules', ruleTable()), 'help', await helpTexts());
  await expect(text).toMatchFileSnapshot(file);
});

/** The commands of the guide, in order: those of its shell blocks, and of its workflow. */
function commands(): readonly string[] {
  const blocks = [...guide.matchAll(/^```(?:sh|yaml)\n([\s\S]*?)^```/gm)].map(([, text]) => text!);
  return blocks.flatMap((text) =>
    text.split('\n').flatMap((line) => /^(?: *- run: )?(npx tenancy .*)$/.exec(line)?.[1] ?? []),
  );
}

test('every command in it runs', async () => {
  // Something is found on what the guide accepts, and on what it mends.
  await small.run(
    'create table imports (tenant_id int); alter table projects no force row level security',
  );
  mkdirSync(join(here.folder, 'migrations'));
  const npx = join(here.folder, 'npx');
  const bin = fileURLToPath(new URL('../../bin/tenancy.js', import.meta.url));
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${bin}" "$@"\n`);
  chmodSync(npx, 0o755);
  const configuration = here.read('tenancy.config.mjs');
  const found = commands();
  expect(found.length).toBeGreaterThan(8);
  for (const command of found) {
    // `init` is for a folder without one.
    const folder = command.includes(' init') ? join(here.folder, 'migrations') : here.folder;
    const today = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
    const { status, stderr } = spawnSync('sh', ['-c', command.replace(/\d{4}-\d\d-\d\d/, today)], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${here.folder}${delimiter}${process.env['PATH']}`,
        TENANCY_DATABASE_URL: small.url,
      },
    });
    expect({ command, stderr: stderr.replaceAll(/^(?!Error).*\n/gm, '') }).toEqual({
      command,
      stderr: '',
    });
    expect([0, 1]).toContain(status);
  }
  expect(configuration).toBe(here.read('tenancy.config.mjs'));
  // What is accepted by then is left out of it.
  expect(here.read('check.sarif')).toContain('"public.projects"');
  expect(here.read('check.sarif')).not.toContain('public.imports');
  expect(here.read('isolation.html')).toContain('</html>');
  expect(here.read('tenancy-baseline.json')).toContain('0001 public.imports: row level security');
  expect(here.read('migrations/0007_isolation.sql')).toContain('alter table public.projects force');
}, 240_000);

test('the documents that it shows have the fields that are there', async () => {
  const { tenancy, read, remove } = project(small.config, { url: small.url });
  await small.run('alter table projects disable row level security');
  const check = await tenancy('check', '--json');
  const prove = await tenancy('prove', '--json');
  await tenancy('check', '--accept', 'x', '--until', '2026-05-31');
  await small.run('alter table projects enable row level security');
  expect(differences(example('check'), JSON.parse(check.stdout))).toEqual([]);
  expect(differences(example('prove'), JSON.parse(prove.stdout))).toEqual([]);
  const baseline: unknown = JSON.parse(read('tenancy-baseline.json'));
  expect(differences(example('baseline'), baseline)).toEqual([]);
  expect(differences({ a: [{ b: 1 }] }, { a: [{ c: 1 }] })).toEqual(['.a[0].b', '.a[0].c']);
  remove();
});

function example(name: string): unknown {
  const [, text = ''] =
    new RegExp(`^\`\`\`json ${name}\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide) ?? [];
  return JSON.parse(text);
}

/** Fields that one document has and the other has not; of arrays the first elements are compared, where both have one. */
function differences(a: unknown, b: unknown, at = ''): readonly string[] {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === 0 || b.length === 0 ? [] : differences(a[0], b[0], `${at}[0]`);
  }
  if (!isRecord(a) || !isRecord(b)) return isRecord(a) || isRecord(b) ? [at] : [];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    name in a && name in b ? differences(a[name], b[name], `${at}.${name}`) : [`${at}.${name}`],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
