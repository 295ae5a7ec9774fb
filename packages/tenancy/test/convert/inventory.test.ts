import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import type { ConversionConfig } from '../../src/convert/config/config.ts';
import { tenancyConfigOf } from '../../src/convert/files/tenancy-config.ts';
import { countTables, isConverted } from '../../src/convert/verify/verify.ts';
import { converting, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { createInventory, inventoryTableNames } from './support/inventory.ts';
import { changes, dataSnapshot, schemaSnapshot } from './support/snapshot.ts';

const config: ConversionConfig = {
  tenantKey: 'org_id',
  tables: Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant' as const])),
};

let database: FreshDatabase;
let conversion: Converting;

beforeEach(async () => {
  database = await freshDatabase();
  await createInventory(database.url, { ledgerRows: 2_000 });
});
afterEach(async () => {
  conversion?.close();
  await database.close();
});

describe('the inventory database of one company', () => {
  test('becomes one of many, and can be taken back to what it was', async () => {
    const schemaBefore = await schemaSnapshot(database.admin);
    const dataBefore = await dataSnapshot(database.admin);
    conversion = await converting(database.url, config);
    expect(conversion.plan.obstacles.filter(({ level }) => level === 'error')).toEqual([]);
    await conversion.run();
    const counts = await countTables(database.admin, conversion.written.about);
    expect(counts.filter((count) => !isConverted(count))).toEqual([]);
    const report = await check(database.admin, tenancyConfigOf(conversion.written.about, secret));
    const grave = report.findings.filter(({ severity }) => severity !== 'note');
    expect(grave.map(({ rule, object, detail }) => `${rule} ${object}: ${detail}`)).toEqual([]);
    await conversion.rollBack();
    expect(changes(schemaBefore, await schemaSnapshot(database.admin))).toEqual([]);
    expect(changes(dataBefore, await dataSnapshot(database.admin))).toEqual([]);
  });
});
