import type { inventoryLedger, LedgerReason } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import {
  itemId,
  locationId,
  lotId,
  type ItemNumber,
  type LocationName,
  type LotNumber,
} from './catalog.ts';

interface Entry {
  readonly item: ItemNumber;
  readonly location: LocationName;
  readonly lot?: LotNumber;
  readonly delta: string;
  readonly reason: LedgerReason;
  readonly reference: string;
  /** Days ago. */
  readonly occurred: number;
}

const entries: readonly Entry[] = [
  {
    item: 'W-1001',
    location: 'A-01',
    delta: '240',
    reason: 'receipt',
    reference: 'PO-1001',
    occurred: 60,
  },
  {
    item: 'W-1002',
    location: 'A-01',
    lot: 'PN-21-B',
    delta: '120',
    reason: 'receipt',
    reference: 'PO-1001',
    occurred: 60,
  },
  {
    item: 'S-2001',
    location: 'A-01',
    delta: '96',
    reason: 'receipt',
    reference: 'PO-1002',
    occurred: 45,
  },
  {
    item: 'F-3001',
    location: 'Cold room',
    lot: 'OL-0417',
    delta: '62.5',
    reason: 'receipt',
    reference: 'PO-1003',
    occurred: 40,
  },
  {
    item: 'F-3001',
    location: 'Cold room',
    lot: 'OL-0522',
    delta: '50',
    reason: 'receipt',
    reference: 'PO-1006',
    occurred: 14,
  },
  {
    item: 'P-4001',
    location: 'A-01',
    delta: '500',
    reason: 'receipt',
    reference: 'PO-1004',
    occurred: 38,
  },
  {
    item: 'W-1001',
    location: 'A-01',
    delta: '-48',
    reason: 'transfer',
    reference: 'TR-0001',
    occurred: 30,
  },
  {
    item: 'W-1001',
    location: 'Shelf',
    delta: '48',
    reason: 'transfer',
    reference: 'TR-0001',
    occurred: 30,
  },
  {
    item: 'W-1001',
    location: 'Shelf',
    delta: '-17',
    reason: 'shipment',
    reference: 'SO-5001',
    occurred: 21,
  },
  {
    item: 'F-3001',
    location: 'Cold room',
    lot: 'OL-0417',
    delta: '-12.25',
    reason: 'shipment',
    reference: 'SO-5002',
    occurred: 18,
  },
  {
    item: 'S-2001',
    location: 'A-01',
    delta: '-2',
    reason: 'damage',
    reference: 'DM-0001',
    occurred: 9,
  },
  {
    item: 'W-1001',
    location: 'Shelf',
    delta: '1',
    reason: 'return',
    reference: 'RT-0001',
    occurred: 5,
  },
];

export function ledgerRows(
  organizationId: string,
  userId: string,
  now: Date,
): readonly (typeof inventoryLedger.$inferInsert)[] {
  return entries.map(({ item, location, lot, delta, occurred, reason, reference }) => ({
    organizationId,
    id: seedId('inventory_ledger', `acme-corp/${reference}/${item}/${location}`),
    itemId: itemId(item),
    locationId: locationId(location),
    lotId: lot === undefined ? null : lotId(lot),
    quantityDelta: delta,
    reason,
    reference,
    occurredAt: daysBefore(now, occurred),
    userId,
  }));
}
