export { resolveBinaries, type Binaries } from './binaries.ts';
export { type Bootstrap } from './bootstrap.ts';
export { LocalPostgresError, type LocalPostgresErrorCode } from './errors.ts';
export {
  useLocalPostgres,
  type LocalPostgres,
  type LocalPostgresOptions,
} from './local-postgres.ts';
export { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway-postgres.ts';
