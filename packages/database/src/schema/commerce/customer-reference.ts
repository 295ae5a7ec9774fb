import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { customers } from './customers.ts';

/** The foreign key from a row to a customer of its own organization. */
export function customerReference(
  name: string,
  organizationId: AnyPgColumn,
  customerId: AnyPgColumn,
) {
  return foreignKey({
    name,
    columns: [organizationId, customerId],
    foreignColumns: [customers.organizationId, customers.id],
  });
}
