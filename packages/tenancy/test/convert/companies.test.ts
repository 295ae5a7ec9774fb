import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import type { ConversionConfig, TableConversion } from '../../src/convert/config/config.ts';
import { tenancyConfigOf } from '../../src/convert/files/tenancy-config.ts';
import { assignOrphans } from '../../src/convert/run/assign-orphans.ts';
import { countTables, isConverted } from '../../src/convert/verify/verify.ts';
import { companyOf, companyOrphans, createCompanies } from './support/companies.ts';
import { converting, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { changes, dataSnapshot, schemaSnapshot } from './support/snapshot.ts';

/*
 * A database that has several customers already: each row finds its own by a column, by a foreign key, by SQL.
 */

const rules: Record<string, TableConversion> = Object.fromEntries(
  Object.entries(companyOf).map(([table, how]) => [
    table,
    'path' in how ? { through: how.path[0] } : how,
  ]),
);

const config: ConversionConfig = {
  tenantKey: 'company_id',
  organizations: { table: 'companies' },
  tables: { ...rules, countries: 'global' },
};

let database: FreshDatabase;
let conversion: Converting;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  conversion?.close();
  await database.close();
});

describe('a database of three companies', () => {
  test('is converted by rules, and taken back', async () => {
    await createCompanies(database.url);
    const schemaBefore = await schemaSnapshot(database.admin);
    const dataBefore = await dataSnapshot(database.admin);
    conversion = await converting(database.url, config);
    expect(conversion.plan.obstacles.filter(({ level }) => level === 'error')).toEqual([]);
    await conversion.run();
    const counts = await countTables(database.admin, conversion.written.about);
    expect(counts.filter((count) => !isConverted(count))).toEqual([]);
    expect(counts.every(({ organizations }) => organizations === 3)).toBe(true);
    const report = await check(database.admin, tenancyConfigOf(conversion.written.about, secret));
    const grave = report.findings.filter(({ severity }) => severity === 'error');
    expect(grave.map(({ rule, object, detail }) => `${rule} ${object}: ${detail}`)).toEqual([]);
    // The rule in SQL names tables as the project wrote it, also for rows that are written from now on.
    const [mail] = await database.run(`
      insert into mail_log (recipient, subject, sent_at) select email, 'New', now() from members where company_id = 2 limit 1 returning company_id::int`);
    expect(mail).toEqual({ company_id: 2 });
    await database.run(
      `delete from mail_log where subject = 'New'; select setval('mail_log_id_seq', (select max(id) from mail_log))`,
    );
    await conversion.rollBack();
    expect(changes(schemaBefore, await schemaSnapshot(database.admin))).toEqual([]);
    expect(changes(dataBefore, await dataSnapshot(database.admin))).toEqual([]);
  });

  test('rows of nobody stop it before anything is enforced, and are assigned only when asked', async () => {
    await createCompanies(database.url, { orphans: true });
    conversion = await converting(database.url, config);
    await expect(conversion.run()).rejects.toMatchObject({ code: 'CONVERSION_STOPPED' });
    const [column] = await database.run(
      `select attnotnull as is from pg_attribute where attrelid = 'orders'::regclass and attname = 'company_id'`,
    );
    expect(column?.['is']).toBe(false);
    const assigning = conversion.run({
      beforeOrphans: (context) => assignOrphans(context, conversion.written.about, '3'),
    });
    // One of them names another company's product: now that it belongs to somebody, that is wrong.
    await expect(assigning).rejects.toThrow('refer by order_lines_product_id_fkey');
    await database.run(`update order_lines l set product_id = (select min(id) from products where company_id = 3)
      from products p where p.id = l.product_id and p.company_id <> l.company_id`);
    await conversion.run();
    const counts = await countTables(database.admin, conversion.written.about);
    expect(counts.filter((count) => !isConverted(count))).toEqual([]);
    const [lost] = await database.run(
      `select company_id::int as company from orders where number = 'O-lost'`,
    );
    expect(lost?.['company']).toBe(3);
  });

  test('rows that refer to another company’s stop it', async () => {
    await createCompanies(database.url, { conflicts: true });
    conversion = await converting(database.url, config);
    await expect(conversion.run()).rejects.toThrow(/refer by .* to a row of another organization/);
  });

  test('all orphans are named', async () => {
    await createCompanies(database.url, { orphans: true });
    conversion = await converting(database.url, config);
    const message = await conversion.run().then(
      () => '',
      (error: Error) => error.message,
    );
    for (const [table, rows] of Object.entries(companyOrphans)) {
      expect(message).toContain(`public.${table}: ${rows} row(s) belong to no organization`);
    }
  });

  test('rows that follow a mended one by their rule are filled in by the next run', async () => {
    await createCompanies(database.url, { orphans: true });
    conversion = await converting(database.url, config);
    await expect(conversion.run()).rejects.toThrow('public.order_lines: 3 row(s)');
    await database.run(`update orders set company_id = 1 where number = 'O-lost'`);
    const message = await conversion.run().then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message).not.toContain('public.orders:');
    expect(message).not.toContain('public.parcel_scans:');
    // Two lines have no order.
    expect(message).toContain('public.order_lines: 2 row(s) belong to no organization');
  });
});
