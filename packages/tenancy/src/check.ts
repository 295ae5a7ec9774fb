export { check, type CheckOptions, type CheckReport } from './check/run.ts';
export { fingerprintOf, type Finding, type Severity } from './check/finding.ts';
export {
  defineTenancy,
  type BoundStatement,
  type ExpectedAccess,
  type ExpectedPolicy,
  type OwnedBy,
  type OwnValue,
  type Subject,
  type TableConfig,
  type TenancyConfig,
} from './config/config.ts';
export type { Queryable } from './catalog/queryable.ts';
export { tenantSubject, type TenantSubjectOptions } from './config/tenant-subject.ts';
