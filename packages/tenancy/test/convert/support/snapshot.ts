import { rowsOf, type Queryable } from '../../../src/catalog/queryable.ts';
import { differences } from '../../prove/support/dump.ts';
import { access } from './snapshot/access.ts';
import { contentOf, storedRelations } from './snapshot/data.ts';
import { database } from './snapshot/database.ts';
import { relations } from './snapshot/relations.ts';
import { routines } from './snapshot/routines.ts';
import { tableParts } from './snapshot/table-parts.ts';

/** What a snapshot is of. What stands in no schema (extensions, publications, the database's settings) is always in it. */
export interface SnapshotFilter {
  /** Default: all that are not the server's. */
  readonly schemas?: readonly string[];
  readonly withoutSchemas?: readonly string[];
}

export interface DataFilter extends SnapshotFilter {
  /** Names of columns that do not count, in any table. */
  readonly withoutColumns?: readonly string[];
}

/** Sorted lines. */
export type Snapshot = readonly string[];

/**
 * All that pg_dump would print of the schema, as it is in the catalogs, without anything that another database of the same
 * schema would have different: no oid, no number of a dropped column, not the database's name.
 * @param db a superuser's connection, not in a transaction
 */
export async function schemaSnapshot(
  db: Queryable,
  filter: SnapshotFilter = {},
): Promise<Snapshot> {
  return atOneMoment(db, async () => {
    const lines: string[] = [];
    for (const sql of [...relations, ...tableParts, ...routines, ...access, ...database]) {
      const rows = await rowsOf<{ line: string }>(db, sql, parameters(filter));
      lines.push(...rows.map(({ line }) => line));
    }
    return lines.toSorted();
  });
}

/**
 * How many rows each table has and a checksum of them, whatever their order; where each sequence is.
 * @param db a superuser's connection, not in a transaction
 */
export async function dataSnapshot(db: Queryable, filter: DataFilter = {}): Promise<Snapshot> {
  return atOneMoment(db, async () => {
    const lines: string[] = [];
    for (const relation of await storedRelations(db, parameters(filter))) {
      lines.push(await contentOf(db, relation, filter.withoutColumns ?? []));
    }
    return lines.toSorted();
  });
}

/** What differs: lines that are gone with "-", new ones with "+". */
export function changes(before: Snapshot, after: Snapshot): readonly string[] {
  return differences({ '': before }, { '': after }).map((line) => line.replace(/^(.) {2}/, '$1 '));
}

function parameters(filter: SnapshotFilter): [readonly string[] | null, readonly string[]] {
  return [filter.schemas ?? null, filter.withoutSchemas ?? []];
}

/** In one snapshot of the server's, with names written in full and values written alike, whatever is set. */
async function atOneMoment<T>(db: Queryable, read: () => Promise<T>): Promise<T> {
  await db.query('begin isolation level repeatable read, read only');
  try {
    await db.query(
      `select set_config(name, value, true) from (values ('search_path', ''), ('row_security', 'off'), ('timezone', 'UTC'),
        ('datestyle', 'ISO'), ('intervalstyle', 'postgres'), ('extra_float_digits', '1'), ('bytea_output', 'hex'),
        ('quote_all_identifiers', 'off')) settings (name, value)`,
    );
    return await read();
  } finally {
    await db.query('rollback');
  }
}
