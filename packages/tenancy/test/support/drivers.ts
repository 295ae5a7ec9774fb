import type { Driver } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { postgresJs } from '../../src/postgres-js.ts';

type MakeDriver = (connectionString: string) => Driver;

/** The drivers that reach a server, as `describe.each` takes them. */
export const serverDrivers: [name: string, make: MakeDriver][] = [
  ['node-postgres', (connectionString) => nodePostgres({ connectionString })],
  ['postgres-js', (connectionString) => postgresJs({ connectionString })],
];
