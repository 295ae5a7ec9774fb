import { relations } from 'drizzle-orm';
import { organizationMembers } from '../core/organization-members.ts';
import { countLines } from './count-lines.ts';
import { countSheets } from './count-sheets.ts';
import { inventoryBalances } from './inventory-balances.ts';
import { inventoryLedger } from './inventory-ledger.ts';
import { items } from './items.ts';
import { locations } from './locations.ts';
import { lots } from './lots.ts';

// In one file: relations point both ways, and the tables' own files import one way.

const itemKey = [items.organizationId, items.id] as const;
const locationKey = [locations.organizationId, locations.id] as const;
const lotKey = [lots.organizationId, lots.itemId, lots.id] as const;
const memberKey = [organizationMembers.organizationId, organizationMembers.userId] as const;

export const itemsRelations = relations(items, ({ many }) => ({
  lots: many(lots),
  ledger: many(inventoryLedger),
  balances: many(inventoryBalances),
  countLines: many(countLines),
}));

export const locationsRelations = relations(locations, ({ many }) => ({
  ledger: many(inventoryLedger),
  balances: many(inventoryBalances),
  countSheets: many(countSheets),
}));

export const lotsRelations = relations(lots, ({ one, many }) => ({
  item: one(items, { fields: [lots.organizationId, lots.itemId], references: [...itemKey] }),
  ledger: many(inventoryLedger),
  balances: many(inventoryBalances),
  countLines: many(countLines),
}));

export const inventoryLedgerRelations = relations(inventoryLedger, ({ one }) => ({
  item: one(items, {
    fields: [inventoryLedger.organizationId, inventoryLedger.itemId],
    references: [...itemKey],
  }),
  location: one(locations, {
    fields: [inventoryLedger.organizationId, inventoryLedger.locationId],
    references: [...locationKey],
  }),
  lot: one(lots, {
    fields: [inventoryLedger.organizationId, inventoryLedger.itemId, inventoryLedger.lotId],
    references: [...lotKey],
  }),
  countLine: one(countLines, {
    fields: [inventoryLedger.organizationId, inventoryLedger.countLineId],
    references: [countLines.organizationId, countLines.id],
  }),
  member: one(organizationMembers, {
    fields: [inventoryLedger.organizationId, inventoryLedger.userId],
    references: [...memberKey],
  }),
}));

export const inventoryBalancesRelations = relations(inventoryBalances, ({ one }) => ({
  item: one(items, {
    fields: [inventoryBalances.organizationId, inventoryBalances.itemId],
    references: [...itemKey],
  }),
  location: one(locations, {
    fields: [inventoryBalances.organizationId, inventoryBalances.locationId],
    references: [...locationKey],
  }),
  lot: one(lots, {
    fields: [inventoryBalances.organizationId, inventoryBalances.itemId, inventoryBalances.lotId],
    references: [...lotKey],
  }),
}));

export const countSheetsRelations = relations(countSheets, ({ one, many }) => ({
  location: one(locations, {
    fields: [countSheets.organizationId, countSheets.locationId],
    references: [...locationKey],
  }),
  poster: one(organizationMembers, {
    fields: [countSheets.organizationId, countSheets.postedBy],
    references: [...memberKey],
  }),
  lines: many(countLines),
}));

export const countLinesRelations = relations(countLines, ({ one }) => ({
  countSheet: one(countSheets, {
    fields: [countLines.organizationId, countLines.countSheetId],
    references: [countSheets.organizationId, countSheets.id],
  }),
  item: one(items, {
    fields: [countLines.organizationId, countLines.itemId],
    references: [...itemKey],
  }),
  lot: one(lots, {
    fields: [countLines.organizationId, countLines.itemId, countLines.lotId],
    references: [...lotKey],
  }),
  entry: one(inventoryLedger),
}));
