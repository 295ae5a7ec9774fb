import type { Moved } from './two-databases.ts';

const tablesOf = `
  select c.oid::regclass::text as name, exists (
           select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id') as keyed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'pgboss', 'app', 'drizzle')
   order by 1`;

export type Sums = Readonly<Record<string, string>>;

/** A checksum over the rows of each table that are not the tenant's: all that must not change. */
export function othersSums(database: Moved, organizationId: string): Promise<Sums> {
  return sums(database, (table, keyed) =>
    table === 'organizations'
      ? `id <> '${organizationId}'`
      : keyed
        ? `organization_id is distinct from '${organizationId}'`
        : 'true',
  );
}

/** A checksum over the tenant's rows in each table. */
export function tenantSums(database: Moved, organizationId: string): Promise<Sums> {
  return sums(database, (table, keyed) =>
    table === 'organizations'
      ? `id = '${organizationId}'`
      : keyed
        ? `organization_id = '${organizationId}'`
        : 'false',
  );
}

async function sums(
  { admin }: Moved,
  condition: (table: string, keyed: boolean) => string,
): Promise<Sums> {
  const found: Record<string, string> = {};
  await admin.unsafe(`set timezone = 'UTC'`);
  for (const { name, keyed } of await admin.unsafe<{ name: string; keyed: boolean }[]>(tablesOf)) {
    const [row] = await admin.unsafe<{ sum: string }[]>(
      `select count(*) || ' ' || coalesce(md5(string_agg(whole::text, E'\\n' order by whole::text)), '') as sum
         from ${name} whole where ${condition(name, keyed)}`,
    );
    found[name] = row!.sum;
  }
  return found;
}
