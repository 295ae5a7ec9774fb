import { is, SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type Index, type PgTable } from 'drizzle-orm/pg-core';
import type { TableConfig } from '@startkit/tenancy/check';
import { defaultText, sqlText } from './sql-text.ts';

type Config = ReturnType<typeof getTableConfig>;

/** The section about one table: whose it is, its columns with types and precision, keys, checks, indexes. */
export function tableSection(
  table: PgTable,
  scopes: Readonly<Record<string, TableConfig>>,
): string {
  const config = getTableConfig(table);
  return [
    `### ${config.name}`,
    '',
    scopeText(scopes[config.name]),
    '',
    '| column | type | null | default |',
    '| --- | --- | --- | --- |',
    ...config.columns.map(columnRow),
    '',
    ...[
      primaryKey(config),
      ...uniques(config),
      ...foreignKeys(config),
      ...indexes(config),
      ...checks(config),
    ]
      .filter((line) => line !== '')
      .map((line) => `- ${line}`),
    '',
  ].join('\n');
}

const scopeTexts = {
  tenant: 'A tenant’s: each row belongs to an organization.',
  organization: 'The tenants themselves.',
  user: 'People, across organizations: visible to those who share one.',
  global: 'Everybody reads it, tenants do not write it.',
  private: 'Tenants reach nothing of it.',
} as const;

function scopeText(scope: TableConfig | undefined): string {
  return scope === undefined ? 'Not classified.' : scopeTexts[scope.scope];
}

function columnRow(column: PgColumn): string {
  const isNull = column.notNull ? '' : 'yes';
  const text = defaultText(column);
  const shown = text === undefined ? '' : code(text);
  return `| ${column.name} | ${code(column.getSQLType())} | ${isNull} | ${shown} |`;
}

function primaryKey({ primaryKeys, columns }: Config): string {
  const composite = primaryKeys[0]?.columns.map(({ name }) => name);
  const names = composite ?? columns.filter(({ primary }) => primary).map(({ name }) => name);
  return names.length === 0 ? '' : `primary key ${code(names.join(', '))}`;
}

function uniques({ uniqueConstraints, columns }: Config): string[] {
  return [
    ...columns.filter(({ isUnique }) => isUnique).map(({ name }) => `unique ${code(name)}`),
    ...uniqueConstraints.map(({ columns: of }) => `unique ${code(namesOf(of))}`),
  ];
}

function foreignKeys({ foreignKeys: keys }: Config): string[] {
  return keys.map((key) => {
    const { columns, foreignColumns, foreignTable } = key.reference();
    const target = `${getTableConfig(foreignTable).name} (${namesOf(foreignColumns)})`;
    const rule =
      key.onDelete === undefined || key.onDelete === 'no action'
        ? ''
        : `, on delete ${key.onDelete}`;
    return `foreign key ${code(namesOf(columns))} to ${code(target)}${rule}`;
  });
}

function indexes({ indexes: all }: Config): string[] {
  return all.map(({ config }) => {
    const where = config.where === undefined ? '' : ` where ${code(sqlText(config.where))}`;
    const method =
      config.method === undefined || config.method === 'btree' ? '' : `, ${config.method}`;
    return `${config.unique ? 'unique index' : 'index'} ${code(keysOf(config))}${method}${where}`;
  });
}

function keysOf({ columns }: Index['config']): string {
  return columns
    .map((key) => (is(key, SQL) ? sqlText(key) : ((key as { name?: string }).name ?? '')))
    .join(', ');
}

function checks({ checks: all }: Config): string[] {
  return all.map(({ name, value }) => `check ${code(sqlText(value))} (${name})`);
}

function namesOf(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** A pipe would end the cell of a table. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
