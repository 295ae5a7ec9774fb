import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { skus } from './skus.ts';

/** The foreign key from a row to a SKU of its own organization. */
export function skuReference(name: string, organizationId: AnyPgColumn, skuId: AnyPgColumn) {
  return foreignKey({
    name,
    columns: [organizationId, skuId],
    foreignColumns: [skus.organizationId, skus.id],
  });
}
