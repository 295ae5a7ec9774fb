export { getTenantContext, runOutsideTransactions, tryGetTenantContext } from './context/store.ts';
export type { TenantContext, TenantContextInput, UserContextInput } from './context/context.ts';
export {
  contextEncoder,
  parseContextSecret,
  type ContextEncoder,
  type ContextKey,
} from './context/signature.ts';
export {
  createTenantContexts,
  withDeleted,
  withTenant,
  withUser,
  type TenantContexts,
  type WorkOptions,
} from './context/with-tenant.ts';
export type { IdType, IdTypes } from './context/id-types.ts';
export type { Timeouts } from './context/limits.ts';
export {
  TenantClient,
  type Copyable,
  type IsolatedClient,
  type Queryable,
  type TenantClientOptions,
} from './client/tenant-client.ts';
export type { Transaction } from './client/transaction.ts';
export type { Hardening, TransactionCharacteristics, TransactionOptions } from './client/steps.ts';
export type { StatementEvent, StatementObserver } from './observe/observer.ts';
export { traceStatements, type StatementTracer } from './observe/open-telemetry.ts';
export type { SqlFragment } from './sql/fragment.ts';
export type { SqlClient, SqlQuery, SqlResult } from './sql/query.ts';
export { tenantSql, type TenantSql } from './sql/tenant-sql.ts';
export type { Statement } from './client/statement.ts';
export type { PoolOptions } from './client/pool.ts';
export type {
  CopySink,
  Driver,
  DriverConnection,
  Step,
  StepResult,
  TypeParsers,
} from './client/driver.ts';
export { TenancyError } from './errors/base.ts';
export * from './errors/client.ts';
export * from './errors/context.ts';
export {
  CheckViolationError,
  ContextSignatureError,
  DatabaseError,
  ExclusionViolationError,
  ForeignKeyViolationError,
  LockTimeoutError,
  NotNullViolationError,
  NotAdmittedError,
  PermissionDeniedError,
  QueryCanceledError,
  RowSecurityError,
  SerializationError,
  UniqueViolationError,
} from './errors/database.ts';
