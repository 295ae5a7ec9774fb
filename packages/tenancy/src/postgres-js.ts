export { postgresJs, type PostgresJsOptions } from './client/drivers/postgres-js.ts';
