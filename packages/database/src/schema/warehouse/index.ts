export { balanceBackfills } from './balance-backfills.ts';
export { countLines } from './count-lines.ts';
export { countSheetStatuses, countSheets, type CountSheetStatus } from './count-sheets.ts';
export { inventoryBalances } from './inventory-balances.ts';
export { inventoryLedger, ledgerReasons, type LedgerReason } from './inventory-ledger.ts';
export { items } from './items.ts';
export { locations } from './locations.ts';
export { lots } from './lots.ts';
export {
  countLinesRelations,
  countSheetsRelations,
  inventoryBalancesRelations,
  inventoryLedgerRelations,
  itemsRelations,
  locationsRelations,
  lotsRelations,
} from './relations.ts';
