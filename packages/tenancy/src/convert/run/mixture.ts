import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { About } from '../files/about.ts';
import { asStaff } from '../verify/verify.ts';

/** What stands in the way of taking a conversion back. */
export interface Mixture {
  /** Tables all of whose rows belonged to the default organization, and that have rows of others by now. */
  readonly mixed: readonly { readonly table: string; readonly rows: number }[];
  /** Keys of all organizations that could not be made again: several have the same value. */
  readonly colliding: readonly { readonly key: string; readonly values: number }[];
}

/**
 * Looks for rows that could not be told apart, or not be kept, without the tenant key.
 *
 * @param db one connection, outside a transaction, as a member of the staff's role or a superuser.
 */
export async function findMixture(db: Queryable, about: About): Promise<Mixture> {
  await db.query('begin transaction isolation level repeatable read, read only');
  try {
    await asStaff(db, about);
    const converted = await tablesWithKey(db, about);
    return {
      mixed: [
        ...(await organizationsMade(db, about)),
        ...(await mixedTables(db, about, converted)),
      ],
      colliding: await collidingKeys(db, about, converted),
    };
  } finally {
    await db.query('rollback');
  }
}

type Tenants = About['tenants'];

/** Those that have the tenant key: the conversion may not have come to all. */
async function tablesWithKey(db: Queryable, { tenants, tenantKey }: About): Promise<Tenants> {
  const rows = await rowsOf<{ name: string }>(
    db,
    `select t.name from pg_catalog.json_array_elements_text($1::text::json) t (name)
      where exists (select from pg_catalog.pg_attribute a
        where a.attrelid = pg_catalog.to_regclass(t.name) and a.attname = $2 and not a.attisdropped)`,
    [JSON.stringify(tenants.map(({ table }) => table)), tenantKey.name],
  );
  const names = new Set(rows.map(({ name }) => name));
  return tenants.filter(({ table }) => names.has(table));
}

/** The table of organizations that the conversion made goes with it. */
async function organizationsMade(
  db: Queryable,
  { organizations: { made, table, key }, defaultKey }: About,
): Promise<Mixture['mixed']> {
  if (!made || defaultKey === undefined) return [];
  const [there] = await rowsOf<{ is: boolean }>(
    db,
    'select pg_catalog.to_regclass($1) is not null as is',
    [table],
  );
  if (there?.is !== true) return [];
  const rows = await countOf(db, `${table} where ${key} <> ${defaultKey}`);
  return rows === 0 ? [] : [{ table, rows }];
}

async function mixedTables(
  db: Queryable,
  { tenantKey: key, defaultKey }: About,
  converted: Tenants,
): Promise<Mixture['mixed']> {
  if (defaultKey === undefined) return [];
  const found: { table: string; rows: number }[] = [];
  for (const { table } of converted.filter(({ allDefault }) => allDefault)) {
    const rows = await countOf(db, `${table} where ${key.ident} is distinct from ${defaultKey}`);
    if (rows > 0) found.push({ table, rows });
  }
  return found;
}

/** Only where there are rows of several organizations can two of them have the same value. */
async function collidingKeys(
  db: Queryable,
  { tenantKey: key }: About,
  converted: Tenants,
): Promise<Mixture['colliding']> {
  const found: { key: string; values: number }[] = [];
  for (const { table, keys } of converted) {
    const [several] = await rowsOf<{ are: boolean }>(
      db,
      `select min(${key.ident}::text) is distinct from max(${key.ident}::text) as are from ${table}`,
    );
    if (several?.are !== true) continue;
    for (const { name, parts, where, nullsNotDistinct } of keys) {
      const conditions = [
        ...(where === null ? [] : [`(${where})`]),
        ...(nullsNotDistinct ? [] : parts.map((part) => `(${part}) is not null`)),
      ];
      const values = await countOf(
        db,
        `(select from ${table}${conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`}
           group by ${parts.map((part) => `(${part})`).join(', ')} having count(*) > 1) twice`,
      );
      if (values > 0) found.push({ key: name, values });
    }
  }
  return found;
}

async function countOf(db: Queryable, from: string): Promise<number> {
  const [row] = await rowsOf<{ rows: number }>(db, `select count(*)::int as rows from ${from}`);
  return row?.rows ?? 0;
}
