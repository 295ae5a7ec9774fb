import { tenantDatabase, type TenantDatabase } from '../../src/drizzle.ts';
import { withTenant, type TenantClient } from '../../src/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { acme, globex, projects, schema } from '../support/schema.ts';

type InTenant = <T>(fn: () => T | PromiseLike<T>) => Promise<T>;

/** What the parts of the contract run on: a client of the driver, on a database of its own. */
export interface Fixture {
  database(): TestDatabase;
  client(): TenantClient;
  db(): TenantDatabase<typeof schema>;
  readonly inAcme: InTenant;
  readonly inGlobex: InTenant;
  /** The names of the projects that are visible, sorted. */
  names(): Promise<string[]>;
}

export function fixtureOf(database: () => TestDatabase, client: () => TenantClient): Fixture {
  const db = () => tenantDatabase(client(), { schema });
  return {
    database,
    client,
    db,
    inAcme: (fn) => withTenant({ organizationId: acme.id }, fn),
    inGlobex: (fn) => withTenant({ organizationId: globex.id }, fn),
    names: async () => {
      const rows = await db().select({ name: projects.name }).from(projects);
      return rows.map((row) => row.name).toSorted();
    },
  };
}
