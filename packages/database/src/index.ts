export {
  createDatabase,
  type ConnectionSource,
  type Database,
  type DatabaseOptions,
  type Db,
} from './clients/create-database.ts';
export { closeDatabase, db, superadminDb, tenantSql } from './clients/default-database.ts';
export { observeStatements } from './clients/process-observer.ts';
export { NotSuperadminError } from './clients/superadmin-use.ts';
export { readEnvironment, type EnvironmentSource } from './env.ts';
export { type ConnectionName } from './environment/connections.ts';
export { connectionUrl } from './environment/urls.ts';
export { enqueueJob, type JobPayload } from './jobs/enqueue-job.ts';
export { type TenantQueue } from './jobs/tenant-queues.ts';
export {
  reconcileBalances,
  type BalanceDifference,
  type ReconcileOptions,
} from './warehouse/index.ts';
export {
  getTenantContext,
  tryGetTenantContext,
  withDeleted,
  withTenant,
  withUser,
} from '@startkit/tenancy';
