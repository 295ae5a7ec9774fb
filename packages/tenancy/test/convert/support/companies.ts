import { readFileSync } from 'node:fs';
import { runSql } from '../../support/run-sql.ts';

const file = (name: string) =>
  readFileSync(new URL(`companies/${name}.sql`, import.meta.url), 'utf8');

export interface CompaniesOptions {
  /** Rows that lead to no company, in every table that can have them. */
  readonly orphans?: boolean;
  /** Rows that refer to another company's: see {@link companyConflicts}. */
  readonly conflicts?: boolean;
}

/** How the rows of each table find their company: a column, a path of foreign keys' columns, or an expression over `t`. */
export const companyOf = {
  members: { column: 'company_id' },
  subscriptions: { column: 'account_id' },
  products: { column: 'company_id' },
  orders: { column: 'company_id' },
  order_lines: { path: ['order_id', 'company_id'] },
  parcels: { path: ['order_id', 'company_id'] },
  parcel_scans: { path: ['parcel_id', 'order_id', 'company_id'] },
  attachments: {
    sql: `coalesce((select o.company_id from orders o where o.id = t.order_id), (select p.company_id from products p where p.id = t.product_id))`,
  },
  mail_log: { sql: `(select m.company_id from members m where m.email = t.recipient)` },
  activities: {
    sql: `case t.subject_type when 'order' then (select o.company_id from orders o where o.id = t.subject_id)
      when 'product' then (select p.company_id from products p where p.id = t.subject_id) end`,
  },
} as const;

/** How many orphans there are with `orphans`, by table. */
export const companyOrphans = {
  members: 1,
  subscriptions: 1,
  orders: 1,
  order_lines: 3,
  parcels: 1,
  parcel_scans: 1,
  attachments: 1,
  mail_log: 1,
  activities: 1,
} as const;

/** How many rows refer to another company's with `conflicts`, by "table.column". */
export const companyConflicts = {
  'members.manager_id': 1,
  'orders.member_id': 1,
  'order_lines.product_id': 1,
} as const;

/** Makes a database of three companies in an empty one, with the same rows each time. */
export async function createCompanies(url: string, options: CompaniesOptions = {}): Promise<void> {
  const files = ['schema', 'rows'];
  if (options.orphans === true) files.push('orphans');
  if (options.conflicts === true) files.push('conflicts');
  for (const name of files) await runSql(url, `set timezone = 'UTC'; ${file(name)}`);
  await runSql(url, 'vacuum analyze');
}
