import { transformSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { propose, type ProposedConversion } from '../../src/convert/propose/propose.ts';
import { renderProposal } from '../../src/convert/propose/render.ts';
import { surveyForConversion } from '../../src/convert/survey/read.ts';
import { companyOf, createCompanies } from './support/companies.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { createInventory, inventoryTableNames } from './support/inventory.ts';
import { createTorture, tortureRoles } from './support/torture.ts';

/*
 * What is proposed of a database that nobody has said anything of.
 */

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

async function proposed(): Promise<ProposedConversion> {
  return propose(await surveyForConversion(database.admin));
}

/** What each table is taken for. */
const hows = ({ tables }: ProposedConversion) =>
  Object.fromEntries(tables.map(({ name, how }) => [name, how]));

describe('where nobody ever spoke of organizations', () => {
  test('all rows are the default organization’s; triggers tell what is append-only', async () => {
    await createInventory(database.url, { ledgerRows: 10 });
    const proposal = await proposed();
    expect(proposal).toMatchObject({ tenantKey: 'organization_id', organizations: undefined });
    expect(hows(proposal)).toEqual({
      ...Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant'])),
      inventory_ledger: { from: 'default', appendOnly: true },
    });
  });

  test('roles of the old application are those with rights; reference data are for everybody', async () => {
    await createTorture(database.url);
    const proposal = await proposed();
    expect(proposal.legacyRoles).toEqual(Object.values(tortureRoles).toSorted());
    const special = Object.entries(hows(proposal)).filter(([, how]) => how !== 'tenant');
    expect(Object.fromEntries(special)).toEqual({
      countries: 'global',
      append_only: { from: 'default', appendOnly: true },
    });
    // Partitions go with their table.
    const partitions = await database.run('select 1 from pg_class where relispartition');
    expect(partitions.length).toBeGreaterThan(0);
    expect(proposal.tables.some(({ table }) => table.partitionOf !== undefined)).toBe(false);
  });

  test('customers under a key of text are not shown to everybody', async () => {
    await database.run(`
      create table customers (number text primary key, name text);
      create table currencies (code varchar(10) primary key);
      create table orders (id int primary key, customer text references customers, currency text references currencies);
      create table schema_migrations (version text primary key)`);
    expect(hows(await proposed())).toEqual({
      customers: 'tenant',
      currencies: 'global',
      orders: 'tenant',
      schema_migrations: 'private',
    });
  });
});

describe('append-only', () => {
  test.each([
    ['refuses both', `raise exception 'no'; end`, 'before update or delete', '', true],
    [
      'says nothing of the level',
      `raise 'a; b' using hint = 'c'; end;`,
      'before update or delete',
      '',
      true,
    ],
    [
      'says why',
      `-- for auditors\n raise exception 'no'; /* never */ return null; end`,
      'before update or delete',
      '',
      true,
    ],
    [
      'refuses statements',
      `raise exception 'no'; end`,
      'before update or delete',
      'statement',
      true,
    ],
    ['refuses updates alone', `raise exception 'no'; end`, 'before update', '', false],
    [
      'refuses one column',
      `raise exception 'no'; end`,
      'before delete or update of note',
      '',
      false,
    ],
    ['only warns', `raise warning 'no'; return new; end`, 'before update or delete', '', false],
    [
      'refuses sometimes',
      `if old.id > 1 then raise exception 'no'; end if; return new; end`,
      'before update or delete',
      '',
      false,
    ],
  ])('a trigger that %s', async (_, body, when, each, isAppendOnly) => {
    await database.run(`
      create table log (id int primary key, note text);
      create function refuse() returns trigger language plpgsql as $$ begin ${body} $$;
      create trigger refuse ${when} on log for each ${each === '' ? 'row' : each} execute function refuse()`);
    expect(hows(await proposed())).toEqual({
      log: isAppendOnly ? { from: 'default', appendOnly: true } : 'tenant',
    });
    await database.run('alter table log disable trigger refuse');
    expect(hows(await proposed())).toEqual({ log: 'tenant' });
  });
});

describe('where organizations are there', () => {
  test('each row finds its own as far as foreign keys tell; what they do not tell is asked', async () => {
    await createCompanies(database.url);
    const proposal = await proposed();
    expect(proposal.tenantKey).toBe('company_id');
    expect(proposal.organizations?.ident).toBe('public.companies');
    const { attachments, mail_log, activities, ...told } = companyOf;
    expect(hows(proposal)).toEqual({
      ...Object.fromEntries(
        Object.entries(told).map(([table, how]) => [
          table,
          'path' in how ? { through: how.path[0] } : how,
        ]),
      ),
      attachments: { sql: expect.stringMatching(/^coalesce\(/) as string },
      countries: 'global',
      // No foreign key leads from them.
      mail_log: undefined,
      activities: undefined,
    });
    expect([mail_log, activities].every((how) => 'sql' in how)).toBe(true);
    const [found] = await database.run(`
      select count(*)::int as rows, count(*) filter (where ${(hows(proposal)['attachments'] as { sql: string }).sql}
               is distinct from ${attachments.sql})::int as others
        from attachments t`);
    expect(found).toMatchObject({ others: 0 });
    expect(found?.['rows']).toBeGreaterThan(0);
  });

  test('what belongs to nobody knows whom stands there as a question, which stops the plan', async () => {
    await createCompanies(database.url);
    const text = renderProposal(await proposed(), 'shop');
    expect(text).toContain(`    // mail_log: '?',\n`);
    expect(text).not.toMatch(/^ +mail_log/m);
  });

  test('a row goes with what it is deleted with, before what it merely names', async () => {
    await database.run(`
      create table tenants (id uuid primary key);
      create table shops (id int primary key, tenant_id uuid not null references tenants);
      create table baskets (id int primary key, tenant_id uuid not null references tenants);
      create table catalogs (id int primary key, tenant_id uuid not null references tenants);
      create table entries (id int primary key, shop_id int not null references shops, basket_id int references baskets on delete cascade);
      create table prices (catalog_id int references catalogs, n int, shop_id int not null references shops, unique (catalog_id, n));
      create table notes (id int primary key, note_id int references notes, entry_id int not null references entries)`);
    expect(hows(await proposed())).toMatchObject({
      entries: { through: 'basket_id' },
      prices: { through: 'catalog_id' },
      notes: { through: 'entry_id' },
    });
  });
});

test('names cannot get out of the text that is written', async () => {
  await database.run(`
    create table "*/ x'; //" (id int primary key);
    create table "a
b\\" (id int primary key)`);
  const text = renderProposal(await proposed(), `in\nto`);
  expect(text).toContain(`"\\"*/ x'; //\\"": 'tenant',`);
  expect(text).toContain('for in\\u000ato, from');
  // Throws where one did.
  transformSync(text, { loader: 'ts' });
});
