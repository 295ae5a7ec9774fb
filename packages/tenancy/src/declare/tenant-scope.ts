import type { PgTable } from 'drizzle-orm/pg-core';
import { declare, type Declaration } from './declaration.ts';

/**
 * Classifies a plain `pgTable`.
 *
 * @returns the same table, so that the call can wrap the declaration of the table.
 * @example
 *   export const roles = tenantScope(pgTable('roles', {...}), { scope: 'global' });
 */
export function tenantScope<T extends PgTable>(table: T, declaration: Declaration): T {
  return declare(table, declaration);
}
