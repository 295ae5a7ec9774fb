import { pathToFileURL } from 'node:url';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { OperationError, errorText } from '../../environment/errors.ts';
import type { PulledTable } from './infer-scopes.ts';

/**
 * Reads the tables of a pulled `schema.ts` by loading it.
 *
 * @throws OperationError `GENERATE_FAILED` when it cannot be loaded: drizzle-kit does not know every type.
 */
export async function readTables(file: string): Promise<readonly PulledTable[]> {
  const module = await load(file);
  const tables = Object.entries(module).filter((entry): entry is [string, PgTable] =>
    is(entry[1], PgTable),
  );
  const constants = new Map(tables.map(([constant, table]) => [table as unknown, constant]));
  return tables.map(([constant, table]) => pulledTable(constant, table, constants));
}

function pulledTable(
  constant: string,
  table: PgTable,
  constants: ReadonlyMap<unknown, string>,
): PulledTable {
  const config = getTableConfig(table);
  const [composite] = config.primaryKeys;
  const primary = composite?.columns ?? config.columns.filter((column) => column.primary);
  return {
    constant,
    name: config.schema === undefined ? config.name : `${config.schema}.${config.name}`,
    columns: config.columns.map(({ name, notNull }) => ({ name, notNull })),
    primaryKey: primary.map(({ name }) => name),
    foreignKeys: config.foreignKeys.map((key) => {
      const { columns, foreignTable } = key.reference();
      return {
        columns: columns.map(({ name }) => name),
        references: constants.get(foreignTable) ?? '',
      };
    }),
  };
}

async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new OperationError(
      'GENERATE_FAILED',
      `What drizzle-kit wrote cannot be loaded: ${errorText(cause)}. Nothing was written. It does not know every type: ` +
        'run `npx drizzle-kit pull` to see it, and write that table by hand.',
      { cause },
    );
  }
}
