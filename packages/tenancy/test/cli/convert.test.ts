import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { secret } from '../convert/support/converting.ts';
import { freshDatabase, type FreshDatabase } from '../convert/support/fresh-database.ts';
import { createInventory } from '../convert/support/inventory.ts';
import { changes, dataSnapshot, schemaSnapshot } from '../convert/support/snapshot.ts';
import { installedProject, type Project } from './project.ts';

// A database is converted, or attacked, several times.
vi.setConfig({ testTimeout: 120_000 });

const isSql = (name: string) => name.endsWith('.sql');

beforeEach(() => {
  vi.stubEnv('TENANT_CONTEXT_SECRET', secret);
});
/* One database through all four parts, in the order of the tests. */
describe('a database of one company', () => {
  let database: FreshDatabase;
  let us: Project;
  let before: { schema: readonly string[]; data: readonly string[] };
  /** All that was printed, by whatever part. */
  let printed = '';

  beforeAll(async () => {
    database = await freshDatabase();
    await createInventory(database.url, { ledgerRows: 300 });
    before = {
      schema: await schemaSnapshot(database.admin),
      data: await dataSnapshot(database.admin),
    };
    us = installedProject(database.url);
  });
  afterAll(async () => {
    us.remove();
    await database.close();
  });

  async function convert(...parameters: string[]) {
    const run = await us.tenancy('convert', ...parameters);
    printed += run.stdout + run.stderr;
    return run;
  }

  test('nothing runs, or is verified, or is taken back, that nobody has planned', async () => {
    for (const part of ['run', 'verify', 'rollback']) {
      const { code, stderr } = await convert(part);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^Error: There is no plan in .*conversion: `tenancy convert plan`/);
    }
  });

  test('plan without a configuration writes one: exit 1', async () => {
    const { code, stdout, stderr } = await convert('plan');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toBe(
      'There was no tenancy.convert.ts. A first one, of 8 tables, is there now. Read each line, then\n  npx tenancy convert plan\n',
    );
    expect(us.read('tenancy.convert.ts')).toContain('inventory_ledger: { from:');
    expect(existsSync(join(us.folder, 'conversion'))).toBe(false);
  });

  test('plan with it, as it was written, writes the plan and prints each step', async () => {
    const { code, stdout, stderr } = await convert('plan');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^To know:\n {2}legacy:none\n/);
    expect(stdout).toMatch(/^ {2}step +lock +rows +runs +taken back$/m);
    expect(stdout).toMatch(/^02-columns {2}The tenant key/m);
    expect(stdout).toMatch(
      /^ {2}public\.inventory_ledger_pkey\.create +SHARE UPDATE EXCLUSIVE +300 {2}concurrently +yes$/m,
    );
    expect(stdout).toMatch(
      /\n\n\d+ steps for convert_\w+; no row that is there is written\.\nThey are in conversion, .* Read them, then\n {2}npx tenancy convert run\n$/,
    );
    const files = readdirSync(join(us.folder, 'conversion'));
    expect(files).toContain('conversion.json');
    expect(files).toContain('tenancy.config.ts');
    const phases = files.filter((name) => isSql(name) && !name.endsWith('.down.sql'));
    expect(phases.every((name) => files.includes(name.replace('.sql', '.down.sql')))).toBe(true);
    expect(stdout.match(/^\d{2}-[a-z-]+/gm)?.map((name) => `${name}.sql`)).toEqual(phases);
  });

  test('lines stand below each other', async () => {
    const { stdout } = await convert('plan', '--folder', 'aligned');
    const steps = stdout.split('\n').filter((line) => /^ {2}(step|public)/.test(line));
    const ends = steps.map((line) => line.search(/(yes|nothing to do|taken back)$/));
    expect(new Set(ends).size).toBe(1);
    expect(stdout).toContain('\n  npx tenancy convert run --folder aligned\n');
  });

  test('a second plan into the same folder is refused, and the first left as it was', async () => {
    const first = us.read('conversion/conversion.json');
    const { code, stderr } = await convert('plan');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /There is a plan in .* already\. .* name another folder with --folder\./,
    );
    expect(us.read('conversion/conversion.json')).toBe(first);
  });

  test('--json: the plan as a document', async () => {
    const { code, stdout } = await convert('plan', '--json', '--folder', 'other');
    expect(code).toBe(0);
    const plan = JSON.parse(stdout) as { phases: { name: string; steps: unknown[] }[] };
    expect(plan).toMatchObject({ ok: true, folder: 'other', database: database.name });
    expect(plan.phases.map(({ name }) => `${name}.sql`)).toEqual(
      readdirSync(join(us.folder, 'other')).filter((name) => /^\d\d-[a-z-]+\.sql$/.test(name)),
    );
  });

  test('before it has run, verify says so', async () => {
    const { code, stdout } = await convert('verify');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^The conversion of .* has not begun:\n {2}npx tenancy convert run\n$/);
    const { stdout: document } = await convert('verify', '--json');
    expect(JSON.parse(document)).toEqual({ ok: false, finished: false });
    expect((await convert('rollback')).stderr).toContain('there is nothing to take back');
  });

  test.each([
    ['', 'TENANT_CONTEXT_SECRET is not set'],
    ['k1.dG9vIHNob3J0', 'it must be an id, a dot, and 32 bytes in base64url'],
  ])('run with the secret %j: exit 2, and nothing is done', async (wrong, message) => {
    vi.stubEnv('TENANT_CONTEXT_SECRET', wrong);
    const { code, stderr, stdout } = await convert('run');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('dG9vIHNob3J0');
    expect(changes(before.schema, await schemaSnapshot(database.admin))).toEqual([]);
  });

  test('run prints each step under its phase', async () => {
    const { code, stdout, stderr } = await convert('run');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^01-organizations {2}The table of organizations/);
    expect(stdout).toMatch(/^ {2}public\.users\.column +\d+ ms$/m);
    expect(stdout).toMatch(
      / is multi-tenant: \d+ steps\. Next:\n {2}npx tenancy convert verify\n$/,
    );
  });

  test('run again does nothing', async () => {
    const { code, stdout } = await convert('run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ is multi-tenant: nothing was left to do\. Next:\n.*\n$/);
    const { stdout: document } = await convert('run', '--json');
    const { steps, skipped } = JSON.parse(document) as { steps: number; skipped: number };
    // The last of them only looks.
    expect(steps).toBe(1);
    expect(skipped).toBeGreaterThan(90);
  });

  test('a plan that was changed, or is another, is not the one that was run', async () => {
    const file = 'conversion/02-columns.sql';
    const text = us.read(file);
    us.write(file, `${text}\n-- by hand\n`);
    for (const part of ['run', 'verify', 'rollback']) {
      const { code, stderr } = await convert(part);
      expect(code).toBe(2);
      expect(stderr).toContain('This is not the plan that the conversion of this database began');
    }
    us.write(file, text);
    expect((await convert('run', '--folder', 'other')).code).toBe(2);
    expect((await convert('run')).code).toBe(0);
  });

  test('what is converted is not planned anew', async () => {
    const { code, stderr } = await convert('plan', '--folder', 'third');
    expect(code).toBe(2);
    expect(stderr).toContain('is converted already: nothing was planned.');
  });

  test('verify: counts, check and prove', async () => {
    const { code, stdout, stderr } = await convert('verify');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {2}public\.audit_logs +\d+ rows {2}of 1 organization$/m);
    expect(stdout).toMatch(/^ok {2}public\.inventory_ledger +300 rows {2}of 1 organization$/m);
    expect(stdout).toMatch(/^check: 0 errors, 0 warnings, \d+ notes\.$/m);
    expect(stdout).toMatch(/^prove: .*attacks on \d+ objects as \d+ subjects/m);
    expect(stdout).toMatch(/ is multi-tenant\.\n$/);
  });

  test('check and prove go by the configuration that plan wrote', async () => {
    const config = ['--config', 'conversion/tenancy.config.ts'];
    const checked = await us.tenancy('check', ...config);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const proved = await us.tenancy('prove', ...config);
    expect(proved).toMatchObject({ code: 0, stderr: '' });
    printed += checked.stdout + proved.stdout;
  });

  test('verify finds what was broken since: exit 1', async () => {
    await database.run('alter table items no force row level security');
    const { code, stdout } = await convert('verify', '--skip-prove');
    const { stdout: document } = await convert('verify', '--skip-prove', '--json');
    await database.run('alter table items force row level security');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^no {2}public\.items .* row security does not bind its owner$/m);
    expect(stdout).toMatch(/^error 0002 public\.items: /m);
    expect(stdout).toContain('  npx tenancy check --config conversion/tenancy.config.ts\n');
    expect(JSON.parse(document)).toMatchObject({ ok: false, finished: true });
  });

  test('rollback refuses where rows of another organization are: nothing is done', async () => {
    await database.run(`
      with other as (insert into organizations (name) values ('Other') returning id)
      insert into items (organization_id, item_number, name) select id, 'THEIRS', 'Theirs' from other`);
    const { code, stderr, stdout } = await convert('rollback');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'Rows of other organizations are in public.organizations (1), public.items (1)',
    );
    expect(stderr).toContain('--merge-organizations');
    const { stdout: document } = await convert('rollback', '--json');
    expect(JSON.parse(document)).toMatchObject({ ok: false, error: { code: 'CONFIGURATION' } });
    expect((await convert('verify', '--skip-prove')).code).toBe(0);
  });

  test('nor where two have the same value under a key, merged or not: nothing is done', async () => {
    await database.run(`update items set item_number = (select min(item_number) from items where item_number <> 'THEIRS')
      where item_number = 'THEIRS'`);
    const { code, stderr, stdout } = await convert('rollback', '--merge-organizations');
    await database.run(`update items set item_number = 'THEIRS' where name = 'Theirs'`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('have the same value under public.items_item_number_key (1)');
    expect((await convert('verify', '--skip-prove')).code).toBe(0);
  });

  test('--merge-organizations takes it back all the same; afterwards nothing is left of it', async () => {
    const { code, stdout, stderr } = await convert('rollback', '--merge-organizations');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^07-isolation {2}/);
    expect(stdout).toMatch(/ is as it was: \d+ steps taken back\. The roles startkit_app, /);
    await database.run(`delete from items where item_number = 'THEIRS'`);
    expect(changes(before.schema, await schemaSnapshot(database.admin))).toEqual([]);
    // What prove writes is rolled back; what it drew from sequences is not.
    const data = changes(before.data, await dataSnapshot(database.admin));
    expect(data.filter((line) => !/_id_seq: at \d+$/.test(line))).toEqual([]);
  });

  test('--json: run and rollback are a document each, and nothing else', async () => {
    const run = await convert('run', '--json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { steps } = JSON.parse(run.stdout) as { steps: number };
    expect(JSON.parse(run.stdout)).toEqual({ ok: true, steps, skipped: 0 });
    const rollback = await convert('rollback', '--json');
    expect(JSON.parse(rollback.stdout)).toEqual({ ok: true, steps: expect.any(Number) as number });
  });

  test('no password and no secret is in what was printed, or in the plan', () => {
    const { password } = new URL(database.url);
    const folder = join(us.folder, 'conversion');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const all = [printed, us.read('tenancy.convert.ts'), ...files].join('\n');
    expect(all.length).toBeGreaterThan(20_000);
    expect(password.length).toBeGreaterThan(10);
    const [, key = ''] = secret.split('.');
    const hex = Buffer.from(key, 'base64url').toString('hex');
    for (const hidden of [password, key, hex, 'inner_pad, outer_pad, created_at)\n  values']) {
      expect(all).not.toContain(hidden);
    }
  });
});
