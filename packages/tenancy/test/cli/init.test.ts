import { transformSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { runSql } from '../support/run-sql.ts';
import { project, type Project } from './project.ts';

// A database is attacked, or a process started, several times.
vi.setConfig({ testTimeout: 120_000 });

let safe: SafeDatabase;
const projects: Project[] = [];
beforeAll(async () => {
  safe = await safeDatabase();
});
afterEach(() => {
  for (const one of projects.splice(0)) one.remove();
});
afterAll(() => safe.close());

function here(url = safe.url): Project {
  const one = project(undefined, { url });
  projects.push(one);
  return one;
}

test('the tenant key, the roles and the tables are found; check and prove go by it', async () => {
  const { tenancy, read, write } = here();
  const { code, stdout } = await tenancy('init');
  expect(stdout).toBe(
    'Wrote tenancy.config.ts: tenant key account_id, in 4 of 7 tables. Read it, then run `tenancy check`.\n',
  );
  expect(code).toBe(0);
  const text = read('tenancy.config.ts');
  expect(text).toContain(
    `// 4 of 7 tables have it; refers to accounts.\n  tenantKey: 'account_id',`,
  );
  expect(text).toContain(`tenant: ['${safe.roles.app}'],`);
  expect(text).toContain(`trusted: ['${safe.roles.staff}'],`);
  expect(text).toContain(`accounts: 'organization',`);
  expect(text).toContain(`countries: 'global',`);
  expect(text).toContain(`'internal.secrets': 'private',`);
  // The package's name means nothing in a folder without it.
  write(
    'tenancy.config.ts',
    text.replace(/^import .*\n/, 'const defineTenancy = (c: object) => c;\n'),
  );
  const check = await tenancy('check');
  // That is for people to look at: a function with its owner's rights.
  expect(check.stdout).toContain('public.account_name()');
  const prove = await tenancy('prove');
  expect(prove.stderr).toBe('');
  expect(prove.code).toBe(0);
});

test('it writes over nothing, whatever the configuration is called', async () => {
  const { tenancy, read, write } = here();
  write('tenancy.config.mjs', 'mine');
  const { code, stderr } = await tenancy('init');
  expect(code).toBe(2);
  expect(stderr).toContain('tenancy.config.mjs is there already. It was left as it is.');
  expect((await tenancy('init', '--config', 'tenancy.config.mjs')).code).toBe(2);
  expect(read('tenancy.config.mjs')).toBe('mine');
  expect((await tenancy('init', '--config', 'other.ts')).code).toBe(0);
});

/** What is guessed of a database with this in it. */
async function guessOf(sql: string, role?: string): Promise<string> {
  // It is named in the configuration's opening comment.
  const name = `init */ ${process.pid}_${Date.now()}`;
  const server = inject('serverUrl');
  await runSql(server, `create database "${name}"`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  try {
    await runSql(url, sql);
    const { tenancy, read } = here(url);
    const { code, stderr } = await tenancy('init');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const text = read('tenancy.config.ts');
    // Throws where a name got out of its comment.
    transformSync(text, { loader: 'ts' });
    return text;
  } finally {
    await runSql(server, `drop database "${name}" with (force)`);
    if (role !== undefined) await runSql(server, `drop role ${role}`);
  }
}

test('who made a row is not whose it is, however many tables say it', async () => {
  const text = await guessOf(`
    create table users (id int primary key);
    create table workspaces (id int primary key, created_by int references users);
    create table documents (id int primary key, workspace_id int not null references workspaces, created_by int references users);
    create table notes (id int primary key, workspace_id int not null references workspaces, created_by int references users)`);
  expect(text).toContain(
    `// 2 of 4 tables have it; refers to workspaces.\n  tenantKey: 'workspace_id',`,
  );
});

test('a name that nobody thought of is found by what it refers to', async () => {
  const text = await guessOf(`
    create table praxen (nr int primary key);
    create table patienten (nr int primary key, praxis int not null references praxen, arzt text);
    create table termine (nr int primary key, praxis int not null references praxen, arzt text)`);
  expect(text).toContain(`tenantKey: 'praxis',`);
  expect(text).toContain(`praxen: 'organization',`);
});

test('where no foreign key says to what it refers, a usual name will do; where there is none, that is said', async () => {
  const text = await guessOf(
    `create table a (tenant_id int, n int); create table b (tenant_id int, n int)`,
  );
  expect(text).toContain(
    `// 2 of 2 tables have it; no foreign key says to what.\n  tenantKey: 'tenant_id',`,
  );
  const none = await guessOf('create table a (n int)');
  expect(none).toContain('// No column was found');
  expect(none).toContain('tenant: [],');
});

test('what tenants may write is not guessed, and names cannot get out of their comments', async () => {
  const role = `init_role_${process.pid}`;
  const text = await guessOf(
    `
    create role ${role};
    create table tenants (id int primary key);
    create table a (tenant_id int not null references tenants);
    create table "*/ x'; //" (n int);
    grant select, insert on a, "*/ x'; //" to ${role};
    create policy p on a using (tenant_id = current_setting('app.tenant')::int);
    create function f() returns text language sql return current_setting('app.user')`,
    role,
  );
  expect(text).toContain(
    `// tenants’ roles may write it: whose are its rows?\n    // "\\"*/ x'; //\\"": '?',`,
  );
  expect(text).toContain('Policies and functions read app.tenant, app.user.');
  expect(text).toContain('// subjects: [');
});
