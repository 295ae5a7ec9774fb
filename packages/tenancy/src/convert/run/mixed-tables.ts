import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { About } from '../files/about.ts';
import { asStaff } from '../verify/verify.ts';

/** Tables all of whose rows belonged to the default organization, and that have rows of others by now. */
export async function mixedTables(
  db: Queryable,
  about: About,
): Promise<readonly { readonly table: string; readonly rows: number }[]> {
  const { tenantKey: key, defaultKey, tenants } = about;
  if (defaultKey === undefined) return [];
  const found: { table: string; rows: number }[] = [];
  await db.query('begin transaction read only');
  try {
    await asStaff(db, about);
    for (const { table } of tenants.filter(({ allDefault }) => allDefault)) {
      const [has] = await rowsOf<{ has: boolean }>(
        db,
        `select exists (select from pg_catalog.pg_attribute a
           where a.attrelid = pg_catalog.to_regclass($1) and a.attname = $2 and not a.attisdropped) as has`,
        [table, key.name],
      );
      if (has?.has !== true) continue;
      const [row] = await rowsOf<{ rows: number }>(
        db,
        `select count(*)::int as rows from ${table} where ${key.ident} is distinct from ${defaultKey}`,
      );
      if (row && row.rows > 0) found.push({ table, rows: row.rows });
    }
    return found;
  } finally {
    await db.query('rollback');
  }
}
