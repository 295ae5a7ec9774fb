import pg from 'pg';
import type { TenancyConfig } from '../../../src/check.ts';
import type { Connection } from '../../../src/prove/login/login-run.ts';
import type { SafeDatabase } from '../../proof/safe-database.ts';

export async function connect(connectionString: string): Promise<Connection> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** The safe database's configuration, with the login that members work as. */
export function withLogin({ config, appUrl }: SafeDatabase): TenancyConfig {
  return {
    ...config,
    subjects: (config.subjects ?? []).map((subject) => ({ ...subject, login: appUrl })),
  };
}

/** Rows of two accounts in all but one table. */
export const twoAccounts = `
  insert into public.accounts (name) values ('one'), ('two');
  insert into sales.customers (account_id, email) select id, name || '@example.org' from public.accounts;
  insert into sales.orders (account_id, customer_id, number, total)
    select account_id, id, 'A-' || 1000 + account_id, 5 from sales.customers;
  insert into "Ops"."Shift Log" (account_id, "Region") select id, 'north' from public.accounts`;
