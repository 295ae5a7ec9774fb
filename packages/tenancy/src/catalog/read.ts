import type { TenancyConfig } from '../config/config.ts';
import type { Catalog } from './catalog.ts';
import { rowsOf, type Queryable } from './queryable.ts';
import { readClasses } from './read/classes.ts';
import { readColumns } from './read/columns.ts';
import { readConstraints } from './read/constraints.ts';
import { readRoles } from './read/roles.ts';
import { readRoutines } from './read/routines.ts';
import { readTables } from './read/tables.ts';
import { readUniques } from './read/uniques.ts';
import { readViews } from './read/views.ts';

/**
 * Reads the catalogs of a database, in about ten statements however many tables there are.
 *
 * @param db one connection, inside a transaction; its settings are left as they were.
 * @throws Error of the server, when there is no transaction.
 */
export async function readCatalog(db: Queryable, config: TenancyConfig): Promise<Catalog> {
  await db.query('savepoint read_catalog');
  try {
    // The configuration's names mean what they mean to `check`; all that the server prints is qualified.
    await db.query('set local search_path = public, pg_temp');
    const classes = await readClasses(db, config);
    await db.query(`set local search_path = ''`);
    const oids = classes.map(({ oid }) => oid);
    const tables = await readTables(db, oids);
    const columns = await readColumns(db, oids);
    const uniques = await readUniques(db, oids);
    const constraints = await readConstraints(db, oids);
    return {
      version: await readVersion(db),
      tables: classes.flatMap(({ oid, ...itsClass }) => {
        const table = tables.get(oid);
        // Dropped by somebody else in between.
        if (!table) return [];
        const its = { columns: columns.get(oid) ?? [], uniques: uniques.get(oid) ?? [] };
        return { ...table, ...itsClass, ...its, ...constraints(oid) };
      }),
      views: await readViews(db, config),
      routines: await readRoutines(db, config),
      roles: await readRoles(db),
    };
  } finally {
    await db.query('rollback to savepoint read_catalog');
    await db.query('release savepoint read_catalog');
  }
}

async function readVersion(db: Queryable): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(
    db,
    `select pg_catalog.current_setting('server_version_num')::int as version`,
  );
  return row?.version ?? 0;
}
