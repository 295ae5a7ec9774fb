import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { About } from '../files/about.ts';

/** What became of one table. */
export interface TableCount {
  readonly table: string;
  readonly rows: number;
  /** Of them, those with an organization. */
  readonly withOrganization: number;
  /** Of them, those whose organization is there. */
  readonly ofOneThatIsThere: number;
  /** How many organizations they belong to. */
  readonly organizations: number;
  /** Whether the tenant key may be null. */
  readonly nullable: boolean;
  /** Whether row security binds its owner, too. */
  readonly secured: boolean;
}

/** Whether all is well with a table. */
export function isConverted({
  rows,
  withOrganization,
  ofOneThatIsThere,
  nullable,
  secured,
}: TableCount): boolean {
  return rows === withOrganization && rows === ofOneThatIsThere && !nullable && secured;
}

/**
 * Counts the rows of each converted table, with and without an organization: one query a table, as staff, who see all of them.
 *
 * @param db one connection, outside a transaction, as a member of the staff's role or a superuser.
 * @throws Error of the server.
 */
export async function countTables(db: Queryable, about: About): Promise<readonly TableCount[]> {
  const counts: TableCount[] = [];
  await db.query('begin transaction isolation level repeatable read, read only');
  try {
    await asStaff(db, about);
    for (const { table } of about.tenants) counts.push(await countTable(db, about, table));
    return counts;
  } finally {
    await db.query('rollback');
  }
}

/** Takes the staff's role until the end of the transaction, once there is one. */
export async function asStaff(db: Queryable, { roles, tenants }: About): Promise<void> {
  const [row] = await rowsOf<{ is: boolean }>(
    db,
    `select exists (select from pg_catalog.pg_policy p
       where p.polname = 'superadmin_all' and p.polrelid = pg_catalog.to_regclass($1)) as is`,
    [tenants.at(-1)?.table ?? ''],
  );
  if (row?.is === true) await db.query(`set local role ${roles.superadmin}`);
}

async function countTable(db: Queryable, about: About, table: string): Promise<TableCount> {
  const { tenantKey: key, organizations: o } = about;
  const [row] = await rowsOf<{ count: string }>(
    db,
    `select json_build_object('rows', count(*), 'withOrganization', count(t.${key.ident}),
       'ofOneThatIsThere', count(o.${o.key}), 'organizations', count(distinct t.${key.ident}),
       'nullable', (select not a.attnotnull from pg_catalog.pg_attribute a
                     where a.attrelid = pg_catalog.to_regclass($1) and a.attname = $2),
       'secured', (select c.relrowsecurity and c.relforcerowsecurity from pg_catalog.pg_class c
                    where c.oid = pg_catalog.to_regclass($1)))::text as count
      from ${table} t left join ${o.table} o on o.${o.key} = t.${key.ident}`,
    [table, key.name],
  );
  return { table, ...(JSON.parse(row?.count ?? '{}') as Omit<TableCount, 'table'>) };
}
