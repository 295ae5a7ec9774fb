import { withTenant, type TenantClient } from '../../src/index.ts';
import type { TestDatabase } from './database.ts';
import { acme, globex } from './schema.ts';

type InTenant = <T>(fn: () => T | PromiseLike<T>) => Promise<T>;

export const inAcme: InTenant = (fn) => withTenant({ organizationId: acme.id }, fn);
export const inGlobex: InTenant = (fn) => withTenant({ organizationId: globex.id }, fn);

/** The names of the projects that `client` sees. */
export async function projectNames(client: Pick<TenantClient, 'query'>): Promise<unknown[]> {
  const { rows } = await client.query('select name from projects order by name');
  return rows.map((row) => (row as { name: string }).name);
}

export const acmeNames = ['Acme 1', 'Acme 2', 'Acme 3'];
export const globexNames = ['Globex 1', 'Globex 2', 'Globex 3'];

/** Writes one entry, which a test looks for with {@link storedEntries}. */
export const addEntry = (client: Pick<TenantClient, 'query'>, action: string) =>
  client.query('insert into entries (action) values ($1)', [action]);

/** The entries whose action begins with `prefix`, as the superuser sees them: "Acme: action". */
export async function storedEntries(
  database: Pick<TestDatabase, 'admin'>,
  prefix: string,
): Promise<string[]> {
  const rows = await database.admin(`
    select o.name || ': ' || e.action as entry from entries e
    join organizations o on o.id = e.organization_id where e.action like '${prefix}%' order by 1`);
  return rows.map(({ entry }) => entry as string);
}
