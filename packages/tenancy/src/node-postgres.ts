export { nodePostgres, type NodePostgresOptions } from './client/drivers/node-postgres.ts';
