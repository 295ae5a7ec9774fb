export {
  declarationOf,
  type Command,
  type Declaration,
  type DeclarationOptions,
  type PortalAccess,
  type Scope,
} from './declare/declaration.ts';
export { tenantScope } from './declare/tenant-scope.ts';
export {
  createTenantTable,
  timestamps,
  type TenantTable,
  type TenantTableFunction,
} from './declare/tenant-table.ts';
export { tenantDatabase, type TenantDatabase } from './orm/tenant-database.ts';
