import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCompanies } from '../convert/support/companies.ts';
import { secret } from '../convert/support/converting.ts';
import { freshDatabase, type FreshDatabase } from '../convert/support/fresh-database.ts';
import { createTorture } from '../convert/support/torture.ts';
import { installedProject, type Project } from './project.ts';

vi.setConfig({ testTimeout: 120_000 });

const projects: Project[] = [];

function here(url: string): Project {
  const one = installedProject(url);
  projects.push(one);
  return one;
}

beforeEach(() => {
  vi.stubEnv('TENANT_CONTEXT_SECRET', secret);
});
afterEach(() => {
  for (const one of projects.splice(0)) one.remove();
});

describe('a database that is not ready', () => {
  let database: FreshDatabase;

  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.close());

  test('what is in the way is said, with what to do; nothing is written', async () => {
    await createTorture(database.url);
    const { tenancy, folder } = here(database.url);
    await tenancy('convert', 'plan');
    const { code, stdout } = await tenancy('convert', 'plan');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^In the way:\n {2}granted-to-everybody:public\.uuids\n {4}everybody may/,
    );
    expect(stdout).toContain(`accept: ["granted-to-everybody:public.uuids"]`);
    expect(stdout).toContain('things are in the way of converting');
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(existsSync(join(folder, 'conversion'))).toBe(false);
    const { stdout: document } = await tenancy('convert', 'plan', '--json');
    expect(JSON.parse(document)).toMatchObject({ ok: false });
  });

  test('tables of nobody knows whom are a question, which the plan repeats', async () => {
    await createCompanies(database.url);
    const { tenancy } = here(database.url);
    const { stdout } = await tenancy('convert', 'plan', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      proposed: 'tenancy.convert.ts',
      tenantKey: 'company_id',
    });
    const planned = await tenancy('convert', 'plan');
    expect(planned.code).toBe(1);
    expect(planned.stdout).toContain('unlisted:public.mail_log');
  });

  test('rows of nobody stop the run, which --assign-orphans lets go on', async () => {
    await createCompanies(database.url);
    await database.run(`insert into orders (number) values ('O-lost')`);
    const { tenancy, write } = here(database.url);
    write(
      'tenancy.convert.ts',
      `export default {
  tenantKey: 'company_id',
  organizations: { table: 'companies' },
  tables: {
    members: { column: 'company_id' }, subscriptions: { column: 'account_id' }, products: { column: 'company_id' },
    orders: { column: 'company_id' }, order_lines: { through: 'order_id' }, parcels: { through: 'order_id' },
    parcel_scans: { through: 'parcel_id' }, attachments: 'private', mail_log: 'private', activities: 'private', countries: 'global',
  },
};`,
    );
    await database.run(
      'alter table attachments drop constraint attachments_order_id_fkey, drop constraint attachments_product_id_fkey',
    );
    expect((await tenancy('convert', 'plan')).code).toBe(0);
    const stopped = await tenancy('convert', 'run');
    expect(stopped.code).toBe(3);
    expect(stopped.stderr).toContain('public.orders: 1 row(s) belong to no organization');
    expect(stopped.stderr).toContain('--assign-orphans');
    const begun = await tenancy('convert', 'verify');
    expect(begun.code).toBe(1);
    expect(begun.stdout).toContain('has not come to its end:\n  npx tenancy convert run\n');
    const nobody = await tenancy('convert', 'run', '--assign-orphans', '4711');
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('there is no such organization');
    const done = await tenancy(
      'convert',
      'run',
      '--assign-orphans',
      '2',
      '--rows-per-second',
      '100000',
    );
    expect(done.code).toBe(0);
    const [lost] = await database.run(
      `select company_id::int as company from orders where number = 'O-lost'`,
    );
    expect(lost).toEqual({ company: 2 });
    expect((await tenancy('convert', 'verify', '--skip-prove')).code).toBe(0);
  });

  test.each([
    [[], 'Expected `tenancy convert plan`, `run`, `verify` or `rollback`.'],
    [['paln'], 'Expected `tenancy convert plan`'],
    [['plan', 'run'], 'Expected one plan|run|verify|rollback, not 2.'],
    [['plan', '--out', 'x'], `Unknown option '--out'`],
    [['plan', '--config', 'none.ts'], 'There is no none.ts.'],
    [['plan', '--assign-orphans', '1'], '--assign-orphans is an option of `tenancy convert run`'],
    [['verify', '--patience', '1'], '--patience is an option of `tenancy convert run`, `rollback`'],
    [['run', '--merge-organizations'], 'is an option of `tenancy convert rollback`'],
    [['run', '--rows-per-second', 'many'], '--rows-per-second many: expected a number above 0.'],
    [['run', '--max-lag', '0'], '--max-lag 0: expected a number above 0.'],
    [['run', '--lock-timeout', '0.4'], '--lock-timeout 0.4: expected a whole number.'],
    [['run', '--patience', ' '], '--patience  : expected a number above 0.'],
  ])('%j: exit 2, and one line that says what is wrong', async (parameters, message) => {
    const { tenancy } = here(database.url);
    const { code, stderr, stdout } = await tenancy('convert', ...parameters);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^Error: .*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a plan whose file is not as it was written says which, and the line', async () => {
    await database.run('create table a (id int primary key)');
    const { tenancy, write, read } = here(database.url);
    await tenancy('convert', 'plan');
    await tenancy('convert', 'plan');
    const text = read('conversion/02-columns.sql');
    write('conversion/02-columns.sql', text.replace('in a transaction', 'on Sundays'));
    const { code, stderr } = await tenancy('convert', 'run');
    expect(code).toBe(2);
    expect(stderr).toMatch(/02-columns\.sql:\d+: nothing runs "on Sundays"\./);
  });
});
