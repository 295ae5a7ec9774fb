import {
  countLines,
  countSheets,
  inventoryLedger,
  items,
  locations,
  lots,
} from '../../schema/index.ts';
import { readDemoIds } from '../demo/demo-ids.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import { itemRows, locationRows, lotRows } from './catalog.ts';
import { countLineRows, countSheetRows } from './counts.ts';
import { ledgerRows } from './ledger.ts';

/** The warehouse of acme-corp. Needs the demo data; the balances follow from the ledger. */
export async function seedWarehouse(db: SeedDatabase, now: Date): Promise<readonly TableCount[]> {
  const ids = await readDemoIds(db);
  const acme = ids.organization('acme-corp');
  return [
    await insertMissing(db, items, itemRows(acme)),
    await insertMissing(db, locations, locationRows(acme)),
    await insertMissing(db, lots, lotRows(acme)),
    await insertMissing(db, inventoryLedger, ledgerRows(acme, ids.user('dave'), now)),
    await insertMissing(db, countSheets, countSheetRows(acme)),
    await insertMissing(db, countLines, countLineRows(acme)),
  ];
}
