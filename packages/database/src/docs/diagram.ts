import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';

type TableConfig = ReturnType<typeof getTableConfig>;

/**
 * An entity-relationship diagram in Mermaid's language, which GitHub draws. Tables with their keys, and a line for each
 * foreign key but the one to the organization, which every tenant's table has.
 *
 * @param tenants name of the table of tenants.
 */
export function diagram(tables: readonly PgTable[], tenants: string): string {
  const configs = tables.map((table) => getTableConfig(table));
  const shown = new Set(configs.map(({ name }) => name));
  const lines = configs.flatMap(({ name, foreignKeys }) =>
    foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference();
      const target = getTableConfig(foreignTable).name;
      if (!shown.has(target) || (target === tenants && columns.length === 1 && name !== tenants)) {
        return [];
      }
      const many = columns.every(({ notNull }) => notNull) ? '||' : '|o';
      return [
        `  ${target} ${many}--o{ ${name} : "${columns.map(({ name: column }) => column).join(', ')}"`,
      ];
    }),
  );
  const entities = configs.flatMap((config) => [
    `  ${config.name} {`,
    ...keyColumns(config).map((column) => `    ${typeWord(column)} ${column.name}`),
    '  }',
  ]);
  return ['```mermaid', 'erDiagram', ...entities, ...lines, '```'].join('\n');
}

/** The columns of the primary key and of foreign keys. */
function keyColumns({ columns, primaryKeys, foreignKeys }: TableConfig): readonly PgColumn[] {
  const keys = new Set([
    ...primaryKeys.flatMap((key) => key.columns.map(({ name }) => name)),
    ...foreignKeys.flatMap((key) => key.reference().columns.map(({ name }) => name)),
  ]);
  return columns.filter(({ name, primary }) => primary || keys.has(name));
}

/** Mermaid takes one word for a type. */
function typeWord(column: PgColumn): string {
  return column.getSQLType().replaceAll(/\W+/g, '_');
}
