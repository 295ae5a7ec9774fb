import { afterEach, expect, test } from 'vitest';
import { project, type Project } from './project.ts';

const projects: Project[] = [];
afterEach(() => {
  for (const one of projects.splice(0)) one.remove();
});

/** What `tenancy check` says of a configuration; nobody listens there. */
async function saidOf(text: string | undefined, name = 'tenancy.config.mjs'): Promise<string> {
  const one = project(undefined, { url: 'postgres://nobody@127.0.0.1:1/none' });
  projects.push(one);
  if (text !== undefined) one.write(name, text);
  const { code, stderr } = await one.tenancy('check');
  return `${code} ${stderr.replaceAll(one.folder, 'HERE')}`;
}

const right = `{ roles: { tenant: ['app'] } }`;
const accepted = /^3 Error: Cannot connect to 127\.0\.0\.1:1/;

test('a right one is taken, in each way to write it', async () => {
  expect(await saidOf(`export default ${right}`)).toMatch(accepted);
  expect(await saidOf(`export default Promise.resolve(${right})`)).toMatch(accepted);
  expect(await saidOf(`module.exports = ${right}`, 'tenancy.config.js')).toMatch(accepted);
  const typed = `interface A { a: string }\nenum Role { App = 'app' }
    export default { roles: { tenant: [Role.App] } } satisfies object`;
  expect(await saidOf(typed, 'tenancy.config.ts')).toMatch(accepted);
  expect(await saidOf(typed, 'tenancy.config.mts')).toMatch(accepted);
});

test('all fields at once', async () => {
  const text = `export default {
    tenantKey: 'account_id', schemas: ['public'], roles: { tenant: ['app'], trusted: ['staff'] },
    tables: { a: 'global', 'b.c': { scope: 'user', key: 'id', ownedBy: { portal: 'owner_id' }, writers: ['member'], values: { a: '1' } } },
    expected: [{ table: 'a', policies: [{ name: 'p', role: 'app', command: 'all', using: 'true', check: 'true' }] }],
    trustedFunctions: ['app.f()'], signedContext: false,
    subjects: [{ name: 'member', role: 'app', login: 'postgres://a@b/c', prepare: () => [], enter: () => [], id: () => '1' }],
  }`;
  expect(await saidOf(text)).toMatch(accepted);
});

test.each([
  [`{ roles: { tenant: 'app' } }`, 'roles.tenant: expected array, received string'],
  [`{ roles: { tenant: [] } }`, 'roles.tenant: expected at least one role'],
  [`{}`, 'roles: expected object, received undefined'],
  [`{ roles: { tenant: ['app'] }, tenant_key: 'a' }`, 'tenant_key: there is no such field'],
  [`{ roles: { tenant: ['app'], admins: [] } }`, 'roles.admins: there is no such field'],
  [
    `{ roles: { tenant: ['app'], trusted: ['app'] } }`,
    `roles.trusted[0]: "app" is a tenant's role`,
  ],
  [`{ ...right, tables: { 'b.c': 'tenent' } }`, 'tables["b.c"]: Invalid option: expected one of'],
  [`{ ...right, tables: { a: { scope: 'x' } } }`, 'tables.a.scope: Invalid option'],
  [
    `{ ...right, tables: { a: { scope: 'user', kee: 1 } } }`,
    'tables.a.kee: there is no such field',
  ],
  [`{ ...right, subjects: [{ name: 'm', role: 'r' }] }`, 'subjects[0].enter: expected a function'],
  [
    `{ ...right, subjects: ['m', 'm'].map((name) => ({ name, role: 'r', enter() {} })) }`,
    'subjects[1].name: "m" is the name of another subject',
  ],
])('%s: the field is named, in one line', async (text, message) => {
  const said = await saidOf(`const right = ${right}; export default ${text}`);
  expect(said).toContain(`2 Error: tenancy.config.mjs is not right: ${message}`);
  expect(said.split('\n')).toHaveLength(2);
});

test('several at once: a line each, not too many', async () => {
  const tables = Array.from({ length: 9 }, (_, n) => `t${n}: 'x'`).join(', ');
  const said = await saidOf(`export default { roles: { tenant: ['a'] }, tables: { ${tables} } }`);
  expect(said).toMatch(/is not right:\n {2}tables\.t0: .*\n(.*\n){4} {2}and 4 more\n$/);
});

test('none, no default export, one that throws, no JavaScript: said', async () => {
  expect(await saidOf(undefined)).toMatch(
    /^2 Error: There is no tenancy\.config\.ts in HERE\. `tenancy init`/,
  );
  expect(await saidOf('export const a = 1')).toContain('has no default export');
  expect(await saidOf(`throw new Error('no secret is set')`)).toContain(
    '2 Error: tenancy.config.mjs cannot be loaded: no secret is set',
  );
  expect(await saidOf('export default {')).toMatch(
    /^2 Error: tenancy\.config\.mjs cannot be loaded/,
  );
});
