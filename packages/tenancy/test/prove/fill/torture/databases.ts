import { PGlite } from '@electric-sql/pglite';
import type { Queryable } from '../../../../src/catalog/queryable.ts';
import { emptyDatabase } from '../empty-database.ts';
import { tortureSql } from './torture.ts';

/** A database that holds the torture schema. */
export interface TortureDatabase {
  readonly db: Queryable;
  /** Whether it has the types of extensions, and what came with PostgreSQL 18. */
  readonly has: readonly ('extensions' | 'newest')[];
  close(): Promise<void>;
}

export async function onServer(): Promise<TortureDatabase> {
  const { db, close } = await emptyDatabase();
  const { rows } = await db.query(`select current_setting('server_version_num')::int as version`);
  const isNewest = rows[0].version >= 180_000;
  const has = isNewest ? (['extensions', 'newest'] as const) : (['extensions'] as const);
  await db.query(`${tortureSql(has)}; reset search_path`);
  return { db, has, close };
}

export async function inProcess(): Promise<TortureDatabase> {
  const db = await PGlite.create();
  await db.exec(`${tortureSql()}; reset search_path`);
  return { db, has: [], close: () => db.close() };
}
