import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, converting } from './support/converting.ts';
import { createInventory, inventoryTableNames } from './support/inventory.ts';
import { balances, differences } from './support/inventory/balances.ts';
import { inventoryLoad } from './support/inventory/load.ts';
import { startLoad } from './support/load.ts';
import { lockWaits, serverThatLogsLockWaits } from './support/lock-waits.ts';
import { runSql } from '../support/run-sql.ts';

/*
 * The old application reads and writes through the whole conversion, and through its rollback. The server logs whoever waits
 * for a lock for longer than 200 ms.
 */

const size = { ledgerRows: 100_000, items: 500, locations: 20 };

let server: Awaited<ReturnType<typeof serverThatLogsLockWaits>>;

beforeAll(async () => {
  server = await serverThatLogsLockWaits();
  await createInventory(server.adminUrl(), size);
  await runSql(
    server.adminUrl(),
    `create role convert_old login password 'old';
     grant select, insert, update, delete on all tables in schema public to convert_old;
     grant usage on all sequences in schema public to convert_old`,
  );
});
afterAll(async () => {
  await server?.stop();
});

test('no statement of the old application fails, or waits for a lock for longer than 200 ms', async () => {
  const url = server.adminUrl();
  const conversion = await converting(url, {
    tenantKey: 'org_id',
    tables: {
      ...Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant' as const])),
      // By rules, so that their rows are written.
      inventory_ledger: { through: 'item_id', appendOnly: true },
      count_lines: { through: 'count_sheet_id' },
    },
    legacy: { roles: ['convert_old'] },
    steps: [balances],
  });
  const load = await startLoad(server.url('convert_old', 'old', 'postgres'), inventoryLoad(size));
  try {
    await conversion.run();
    const converted = load.report();
    expect(converted.errors).toEqual([]);
    expect(converted.all.count).toBeGreaterThan(500);
    await later(500);
    const wrong = await connected(url, async (db) => (await db.query(differences)).rows);
    expect(wrong).toEqual([]);
    await conversion.rollBack();
  } finally {
    conversion.close();
    const report = await load.stop();
    expect(report.errors).toEqual([]);
    const waits = await lockWaits(server);
    expect(waits.filter(({ application }) => application === 'load')).toEqual([]);
  }
});
