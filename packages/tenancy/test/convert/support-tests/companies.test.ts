import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  companyConflicts,
  companyOf,
  companyOrphans,
  createCompanies,
} from '../support/companies.ts';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

/** By table, how many rows each company has; the orphans under "null". */
async function rowsByCompany(): Promise<Record<string, Record<string, number>>> {
  const all: Record<string, Record<string, number>> = {};
  for (const [table, rule] of Object.entries(companyOf)) {
    const rows = await database.run(
      `select coalesce((${companySql(rule)})::text, 'null') as company, count(*)::int from ${table} t group by 1 order by 1`,
    );
    all[table] = Object.fromEntries(rows.map(({ company, count }) => [company, Number(count)]));
  }
  return all;
}

/** What a rule means. */
function companySql(rule: (typeof companyOf)[keyof typeof companyOf]): string {
  if ('sql' in rule) return rule.sql;
  if ('column' in rule) return `t.${rule.column}`;
  const parents: Record<string, string> = { order_id: 'orders', parcel_id: 'parcels' };
  const [first, ...rest] = rule.path;
  return rest.reduce<{ sql: string; by: string }>(
    ({ sql, by }, column) => ({
      sql: `(select x.${column} from ${parents[by]} x where x.id = ${sql})`,
      by: column,
    }),
    { sql: `t.${first}`, by: first },
  ).sql;
}

test('every row of every table has a company, and each company has rows in every table', async () => {
  await createCompanies(database.url);
  for (const [table, companies] of Object.entries(await rowsByCompany())) {
    expect([table, ...Object.keys(companies)]).toEqual([table, '1', '2', '3']);
  }
});

test('with orphans: as many as said', async () => {
  await createCompanies(database.url, { orphans: true });
  const found = Object.entries(await rowsByCompany()).flatMap(([table, { null: orphans }]) =>
    orphans === undefined ? [] : [[table, orphans]],
  );
  expect(Object.fromEntries(found)).toEqual(companyOrphans);
});

test('with conflicts: as many as said, none otherwise', async () => {
  const crossing = async () => {
    const [found] = await database.run(`select
      (select count(*)::int from members m join members b on b.id = m.manager_id where b.company_id <> m.company_id) as "members.manager_id",
      (select count(*)::int from orders o join members m on m.id = o.member_id where m.company_id <> o.company_id) as "orders.member_id",
      (select count(*)::int from order_lines l join orders o on o.id = l.order_id join products p on p.id = l.product_id
        where p.company_id <> o.company_id) as "order_lines.product_id"`);
    return found;
  };
  await createCompanies(database.url);
  expect(Object.values((await crossing()) ?? {})).toEqual([0, 0, 0]);
  await database.close();
  database = await freshDatabase();
  await createCompanies(database.url, { conflicts: true });
  expect(await crossing()).toEqual(companyConflicts);
});
