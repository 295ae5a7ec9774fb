import { type Extensions, PGlite } from '@electric-sql/pglite';
import { OperationError } from '../../environment/errors.ts';
import type { Migration } from '../runner/registry.ts';
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
 * @param migrations what will be run in it: the extensions that they name have to be brought along.
 * @throws OperationError `GENERATE_FAILED` when an extension cannot be had in this process.
 */
export async function scratchDatabase(
  migrations: readonly Migration[] = [],
): Promise<ScratchDatabase> {
  const instance = await PGlite.create({ extensions: await extensionsOf(migrations) });
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

const createExtension = /\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi;

async function extensionsOf(migrations: readonly Migration[]): Promise<Extensions> {
  const text = migrations.flatMap(({ statements }) => statements).join('\n');
  const names = new Set([...text.matchAll(createExtension)].map((match) => match[1] ?? ''));
  names.delete('plpgsql');
  const extensions: Extensions = {};
  for (const name of names) extensions[name] = await contrib(name);
  return extensions;
}

async function contrib(name: string): Promise<Extensions[string]> {
  const module = name.replaceAll('-', '_');
  try {
    const loaded = (await import(`@electric-sql/pglite/contrib/${module}`)) as Extensions;
    return loaded[module] as Extensions[string];
  } catch (cause) {
    throw new OperationError(
      'GENERATE_FAILED',
      `The extension ${name} is none of those that PostgreSQL brings along, so that the migrations cannot be run in ` +
        'this process. Nothing was written.',
      { cause },
    );
  }
}
