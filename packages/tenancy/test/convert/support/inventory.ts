import { runSql } from '../../support/run-sql.ts';
import { inventoryRows, type InventorySize } from './inventory/rows.ts';
import { inventoryRules, inventoryTables } from './inventory/schema.ts';

export type { InventorySize } from './inventory/rows.ts';

/** Those of the inventory database, all of which are a tenant's. */
export const inventoryTableNames = [
  'users',
  'items',
  'locations',
  'inventory_ledger',
  'count_sheets',
  'count_lines',
  'audit_logs',
  'feature_flags',
] as const;

/** The unique keys that are per organization once it is converted, by table. */
export const inventoryUniqueKeys = {
  users: ['email'],
  items: ['item_number'],
  locations: ['site', 'name'],
  count_sheets: ['count_number'],
  feature_flags: ['key'],
} as const;

/** All of it as SQL, with its rows. */
export function inventorySql(size: InventorySize = {}): string {
  return [inventoryTables, inventoryRows(size), inventoryRules].join('\n');
}

/** Makes the spec's single-tenant inventory database, with the same rows each time, in an empty one. */
export async function createInventory(url: string, size: InventorySize = {}): Promise<void> {
  await runSql(url, `set timezone = 'UTC'; ${inventorySql(size)}`);
  // Not in the same transaction: the statistics are to be those of a database that has run for a while.
  await runSql(url, 'vacuum analyze');
}
