import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { items } from './items.ts';
import { locations } from './locations.ts';
import { lots } from './lots.ts';

/** The foreign key from a row to an item of its own organization. */
export function itemReference(name: string, organizationId: AnyPgColumn, itemId: AnyPgColumn) {
  return foreignKey({
    name,
    columns: [organizationId, itemId],
    foreignColumns: [items.organizationId, items.id],
  });
}

/** The foreign key from a row to a location of its own organization. */
export function locationReference(
  name: string,
  organizationId: AnyPgColumn,
  locationId: AnyPgColumn,
) {
  return foreignKey({
    name,
    columns: [organizationId, locationId],
    foreignColumns: [locations.organizationId, locations.id],
  });
}

/** The columns of a row that names a lot, which may be null. */
export interface LotColumns {
  readonly organizationId: AnyPgColumn;
  readonly itemId: AnyPgColumn;
  readonly lotId: AnyPgColumn;
}

/** The foreign key from a row to a lot of its own organization and of the row's own item. */
export function lotReference(name: string, { organizationId, itemId, lotId }: LotColumns) {
  return foreignKey({
    name,
    columns: [organizationId, itemId, lotId],
    foreignColumns: [lots.organizationId, lots.itemId, lots.id],
  });
}
