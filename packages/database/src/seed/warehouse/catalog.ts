import type { items, locations, lots } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

const stock = [
  { itemNumber: 'W-1001', name: 'Riesling dry 2023', unit: 'bottle' },
  { itemNumber: 'W-1002', name: 'Pinot noir 2021', unit: 'bottle' },
  { itemNumber: 'S-2001', name: 'London dry gin', unit: 'bottle' },
  { itemNumber: 'F-3001', name: 'Green olives', unit: 'kg' },
  { itemNumber: 'P-4001', name: 'Gift box for two', unit: 'each' },
] as const;

const places = [
  { site: 'Main warehouse', name: 'A-01' },
  { site: 'Main warehouse', name: 'Cold room' },
  { site: 'City shop', name: 'Shelf' },
] as const;

const batches = [
  { itemNumber: 'F-3001', lotNumber: 'OL-0417', expiresOn: '2027-04-30' },
  { itemNumber: 'F-3001', lotNumber: 'OL-0522', expiresOn: '2027-09-30' },
  { itemNumber: 'W-1002', lotNumber: 'PN-21-B', expiresOn: null },
] as const;

export type ItemNumber = (typeof stock)[number]['itemNumber'];
export type LotNumber = (typeof batches)[number]['lotNumber'];
export type LocationName = (typeof places)[number]['name'];

export const itemId = (itemNumber: ItemNumber) => seedId('items', `acme-corp/${itemNumber}`);
export const lotId = (lotNumber: LotNumber) => seedId('lots', `acme-corp/${lotNumber}`);
export const locationId = (name: LocationName) => seedId('locations', `acme-corp/${name}`);

export function itemRows(organizationId: string): readonly (typeof items.$inferInsert)[] {
  return stock.map((item) => ({ organizationId, id: itemId(item.itemNumber), ...item }));
}

export function locationRows(organizationId: string): readonly (typeof locations.$inferInsert)[] {
  return places.map((place) => ({ organizationId, id: locationId(place.name), ...place }));
}

export function lotRows(organizationId: string): readonly (typeof lots.$inferInsert)[] {
  return batches.map(({ itemNumber, ...lot }) => ({
    organizationId,
    id: lotId(lot.lotNumber),
    itemId: itemId(itemNumber),
    ...lot,
  }));
}
