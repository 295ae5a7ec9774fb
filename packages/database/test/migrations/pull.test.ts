import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inKeyOrder } from '../../src/migrations/pull/key-order.ts';
import { pullSchema, type PullOptions } from '../../src/migrations/pull/pull.ts';
import { runDb } from '../cli/support.ts';
import { type DriftDatabase, emptyDatabase, kitDatabase } from './support/drift.ts';
import { testServer } from '../support/test-server.ts';

let database: DriftDatabase;
let parent: string;

beforeEach(async () => {
  database = await emptyDatabase(testServer());
  parent = mkdtempSync(join(tmpdir(), 'startkit-pull-'));
});
afterEach(async () => {
  rmSync(parent, { recursive: true, force: true });
  await database.close();
});

const out = () => join(parent, 'pulled');
const pull = (options: Partial<PullOptions> = {}) =>
  pullSchema({ url: database.url, out: out(), ...options });
const written = (name: string) => readFileSync(join(out(), name), 'utf8');

const product = `
  create table organizations (id uuid primary key, name text not null);
  create table plans (id int primary key, name text);
  create table customers (organization_id uuid not null references organizations, id uuid, deleted_at timestamptz,
    primary key (organization_id, id));
  create table orders (id uuid primary key, organization_id uuid references organizations, customer_id uuid,
    plan_id int references plans, unique (organization_id, id));
  create table "Order Lines" (organization_id uuid not null, id uuid, order_id uuid references orders, status text default 'new',
    primary key (organization_id, id));
  create schema billing;
  create table billing.invoices (organization_id uuid not null references organizations, id int, primary key (organization_id, id))`;

test('primary keys have their columns in the database’s order, however drizzle-kit wrote them', () => {
  const pulled = `export const lines = pgTable("Order Lines", {
	organizationId: uuid("organization_id").notNull(),
	id: uuid().notNull(),
}, (table) => [
	primaryKey({ columns: [table.id, table.organizationId], name: "lines_pkey"}),
]);`;
  const orders = [
    { table: 'Order Lines', name: 'lines_pkey', columns: ['organization_id', 'id'] },
    { table: 'others', name: 'lines_pkey', columns: ['id', 'organization_id'] },
  ];
  const mended = inKeyOrder(pulled, orders);
  expect(mended).toContain('columns: [table.organizationId, table.id], name');
  expect(inKeyOrder(mended, orders)).toBe(mended);
});

describe('pull', { timeout: 60_000 }, () => {
  test('writes the schema, and the scopes that the tenant key tells', async () => {
    await database.session.run(product);
    const { scopes } = await pull({ schemas: ['public', 'billing'] });
    const found = Object.fromEntries(
      scopes.map(({ table, scope, notes }) => [table.name, { scope, notes }]),
    );
    expect(found).toEqual({
      organizations: { scope: 'organization', notes: ['organization_id refers to it'] },
      plans: { scope: undefined, notes: ['it has no organization_id'] },
      customers: {
        scope: 'tenant',
        notes: ['it has deleted_at: add softDelete: true if deleted rows are to be hidden'],
      },
      orders: {
        scope: 'tenant',
        notes: [
          "organization_id may be null: such a row is nobody's",
          'its primary key does not begin with organization_id',
        ],
      },
      'Order Lines': {
        scope: 'tenant',
        notes: [
          'organization_id refers to nothing',
          "the foreign key (order_id) to orders does not hold organization_id: it may refer to another tenant's row",
        ],
      },
      'billing.invoices': { scope: 'tenant', notes: [] },
    });
    const text = written('scopes.ts');
    expect(text).toContain(`\ntenantScope(customers, { scope: 'tenant' });\n`);
    expect(text).toContain(`\ntenantScope(organizations, { scope: 'organization' });\n`);
    expect(text).toContain(
      `\n// plans: it has no organization_id.\n// tenantScope(plans, { scope: 'global' });\n`,
    );
    expect(text).not.toContain(`\ntenantScope(plans`);
    expect(written('schema.ts')).toContain('export const orders = pgTable("orders", {');
    expect(existsSync(join(out(), 'relations.ts'))).toBe(true);
  });

  test('of another tenant key', async () => {
    await database.session.run(
      'create table tenants (id int primary key); create table things (tenant int not null references tenants, id int, primary key (tenant, id))',
    );
    const { scopes } = await pull({ tenantKey: 'tenant' });
    expect(scopes.map(({ table, scope }) => [table.name, scope])).toEqual(
      expect.arrayContaining([
        ['tenants', 'organization'],
        ['things', 'tenant'],
      ]),
    );
  });

  test('writes over nothing, and nothing where there is no table', async () => {
    await expect(pull()).rejects.toMatchObject({
      code: 'GENERATE_FAILED',
      message: expect.stringContaining('There is no table in public'),
    });
    expect(existsSync(out())).toBe(false);
    await expect(pull({ out: parent })).rejects.toMatchObject({ code: 'REFUSED' });
  });

  test('the command reads the kit’s own database', async () => {
    const kit = await kitDatabase(testServer());
    try {
      const env = { MIGRATION_DATABASE_URL: kit.url };
      expect((await runDb(['pull'], env)).code).toBe(2);
      const { code, stdout } = await runDb(['pull', '--out', out(), '--json'], env);
      expect(code).toBe(0);
      const { scopes } = JSON.parse(stdout) as {
        readonly scopes: readonly { readonly table: string; readonly scope: string | null }[];
      };
      const scopeOf = (name: string) => scopes.find(({ table }) => table === name)?.scope;
      expect(['organizations', 'projects', 'users'].map(scopeOf)).toEqual([
        'organization',
        'tenant',
        null,
      ]);
      expect(written('schema.ts')).not.toContain(new URL(kit.url).password);
    } finally {
      await kit.close();
    }
  });
});
