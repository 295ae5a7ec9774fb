import { PGlite } from '@electric-sql/pglite';
import type { Migration } from '../runner/registry.ts';
import { extensionsOf } from './extensions.ts';
import type { Schema } from './object.ts';
import { readSchema, type ReadRows } from './read.ts';

/** An empty database of this process, to see what SQL makes of it. */
export interface ScratchDatabase {
  run(text: string): Promise<void>;
  schema(): Promise<Schema>;
  /** Ids of the tables that hold rows, without partitioned ones. */
  filledTables(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Opens one.
 *
 * @param migrations what will be run in it, and `rls` after them: the extensions that they name have to be brought along.
 * @throws OperationError `GENERATE_FAILED` when an extension cannot be had in this process.
 */
export async function scratchDatabase(
  migrations: readonly Migration[] = [],
  rls = '',
): Promise<ScratchDatabase> {
  const texts = [...migrations.flatMap(({ statements }) => statements), rls];
  const instance = await PGlite.create({ extensions: await extensionsOf(texts) });
  return {
    run: async (text) => {
      await instance.exec(text);
    },
    schema: () =>
      instance.transaction(async (transaction) => {
        const rows: ReadRows = async <Row extends object>(
          text: string,
          parameters: Parameters<ReadRows>[1] = [],
        ) => (await transaction.query<Row>(text, [...parameters])).rows;
        return (await readSchema(rows)).schema;
      }),
    filledTables: async () => {
      const { rows } = await instance.query<{ id: string }>(
        `select format('%I.%I', n.nspname, c.relname) as id
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind = 'r' and c.oid >= 16384 and n.nspname !~ '^pg_' and pg_relation_size(c.oid) > 0
          order by id`,
      );
      return rows.map(({ id }) => id);
    },
    close: () => instance.close(),
  };
}
