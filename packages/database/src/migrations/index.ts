export { applyRls, type ApplyRlsOptions } from './apply-rls.ts';
export { kitMigrations, type MigrationSource } from './folders.ts';
export { migrate, type MigrateOptions, type MigrateResult } from './migrate.ts';
export { type DatabaseStatus, migrationStatus, type StatusOptions } from './migration-status.ts';
export type { MigrationState, MigrationStatus } from './runner/status.ts';
