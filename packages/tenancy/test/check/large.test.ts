import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';

/** Tables that are there already. */
const before = 7;

describe('how long the checker takes', { timeout: 120_000 }, () => {
  let safe: SafeDatabase;

  beforeAll(async () => {
    safe = await safeDatabase();
  });
  afterAll(() => safe.close());

  test.each([
    [60, 1000],
    [2000, 10_000],
  ])('%d tables: at most %d ms', async (tables, most) => {
    await addTables(safe, tables);
    const report = await check(safe.admin, safe.config);
    expect(report.findings).toEqual([]);
    expect(report.tables).toBe(tables);
    expect(report.milliseconds).toBeLessThan(most);
    console.log(`check: ${tables} tables in ${report.milliseconds} ms`);
  });
});

/** Makes as many tables as are missing, each as safe as the others, with a foreign key, an index and two policies. */
async function addTables(safe: SafeDatabase, tables: number): Promise<void> {
  const { app, staff, owner } = safe.roles;
  const [{ there } = { there: 0 }] = await safe.run(
    `select count(*)::int as there from pg_class where relname like 'large\\_%' and relkind = 'r'`,
  );
  await safe.run(`
    do $$ begin
      set local role ${owner};
      for n in ${Number(there) + 1}..${tables - before} loop
        execute format('create table sales.large_%1$s (account_id bigint not null, id uuid not null default gen_random_uuid(),
            order_id uuid not null, name text not null, amount numeric(12, 2) not null check (amount >= 0),
            primary key (account_id, id), unique (account_id, name),
            foreign key (account_id, order_id) references sales.orders (account_id, id));
          create index on sales.large_%1$s (account_id, order_id);
          alter table sales.large_%1$s enable row level security; alter table sales.large_%1$s force row level security;
          create policy tenant on sales.large_%1$s for all to ${app} using (account_id = (select public.current_account()))
            with check (account_id = (select public.current_account()));
          create policy staff on sales.large_%1$s for all to ${staff} using (true) with check (true);
          grant select, insert, update, delete on sales.large_%1$s to ${app}, ${staff}', n);
        -- Locks of one transaction are counted.
        if n % 100 = 0 then commit; set local role ${owner}; end if;
      end loop;
    end $$`);
}
