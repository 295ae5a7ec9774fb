export {
  createDatabase,
  type ConnectionSource,
  type Database,
  type DatabaseOptions,
  type Db,
} from './clients/create-database.ts';
export { closeDatabase, db, superadminDb } from './clients/default-database.ts';
export { NotSuperadminError } from './clients/superadmin-use.ts';
export {
  getTenantContext,
  tryGetTenantContext,
  withDeleted,
  withTenant,
  withUser,
} from '@startkit/tenancy';
