import { declarationOf } from '@startkit/tenancy/drizzle';
import { is } from 'drizzle-orm';
import {
  type ForeignKey,
  getTableConfig,
  type PgColumn,
  type PgTable,
  PgTimestamp,
  PgUUID,
} from 'drizzle-orm/pg-core';
import { tableNamedBy } from './named-table.ts';

type Config = ReturnType<typeof getTableConfig>;
type Rule = (config: Config, table: PgTable) => readonly (string | false)[];

/** What Postgres keeps of a name. */
const longestName = 63;
const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

const isClassified: Rule = (_, table) => [!declarationOf(table) && 'is not classified'];

const isNamed: Rule = (config) =>
  namesOf(config).flatMap((name) => [
    !snakeCase.test(name) && `${name} is not snake_case`,
    name.length > longestName && `${name} is longer than ${longestName} bytes`,
  ]);

const hasTimestamps: Rule = ({ columns }) => [
  ...['created_at', 'updated_at'].map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    return (
      !(column?.notNull && column.hasDefault) && `${name} is missing, nullable or without default`
    );
  }),
  ...columns.map(
    (column) =>
      is(column, PgTimestamp) && !column.withTimezone && `${column.name} has no time zone`,
  ),
];

const hasTenantKey: Rule = (config, table) => {
  if (!isTenant(table)) return [];
  const keys = config.primaryKeys.map((key) => namesIn(key.columns));
  return [
    keys.join() !== 'organization_id,id' && 'has not the primary key (organization_id, id)',
    !config.columns.find(({ name }) => name === 'organization_id')?.notNull &&
      'organization_id is nullable',
  ];
};

const isUniqueInTenant: Rule = (config, table) =>
  isTenant(table)
    ? uniquesOf(config).map(
        ({ name, columns }) =>
          columns[0] !== 'organization_id' && `${name} is unique across tenants`,
      )
    : [];

const freesNames: Rule = (config, table) =>
  declarationOf(table)?.softDelete
    ? uniquesOf(config).map(({ name, partial }) => !partial && `${name} counts deleted rows`)
    : [];

const refersInTenant: Rule = (config, table) =>
  foreignKeysOf(config).flatMap(({ name, columns, nullable, target, foreignTable }) => [
    isTenant(table) &&
      isTenant(foreignTable) &&
      !(columns[0] === 'organization_id' && target[0] === 'organization_id') &&
      `${name} may refer to another tenant`,
    // With MATCH SIMPLE one NULL switches the check off, which is right for the only column that can be NULL.
    nullable.length > 1 && `${name} has more than one nullable column`,
    columns.includes('organization_id') &&
      nullable.includes('organization_id') &&
      `${name} has a nullable tenant key`,
  ]);

/** A row of a tenant that names another row is held to it; its tenant key is `hasTenantKey`'s. */
const refersByKey: Rule = (config, table) => {
  if (!isTenant(table)) return [];
  const referring = new Set(foreignKeysOf(config).flatMap(({ columns }) => columns));
  // The portal's users are nobody's table here: the product brings it.
  const portalUser = declarationOf(table)?.portal?.ownedBy;
  return config.columns
    .filter((column) => is(column, PgUUID) && column.name !== 'organization_id')
    .filter(({ name }) => name !== portalUser && !referring.has(name))
    .map(({ name }) => {
      const named = tableNamedBy(name);
      const target = named === 'users' ? 'organization_members' : named;
      return target !== undefined && `${name} has no foreign key to ${target}`;
    });
};

const refersToMembers: Rule = (config) =>
  foreignKeysOf(config).map(
    ({ name, foreignTable }) =>
      getTableConfig(foreignTable).name === 'users' &&
      config.name !== 'organization_members' &&
      `${name} refers to users`,
  );

const keepsRows: Rule = (config) =>
  config.foreignKeys.map(
    (key) =>
      [key.onDelete, key.onUpdate].some(
        (action) => action !== undefined && action !== 'no action',
      ) && `${key.getName()} acts on delete or update`,
  );

const indexesForeignKeys: Rule = (config) =>
  foreignKeysOf(config).map(
    ({ name, columns }) =>
      !indexesOf(config).some((index) =>
        columns.every((column, place) => index[place] === column),
      ) && `${name} has no index`,
  );

const declaresColumns: Rule = ({ columns }, table) => {
  const { portal, ownRows, protectedColumns = [] } = declarationOf(table) ?? {};
  const named = [portal?.ownedBy, ...(portal?.columns ?? []), ownRows, ...protectedColumns];
  return named.map(
    (name) =>
      name !== undefined &&
      !columns.some((column) => column.name === name) &&
      `${name} is declared and does not exist`,
  );
};

const rules: readonly Rule[] = [
  isClassified,
  isNamed,
  hasTimestamps,
  hasTenantKey,
  isUniqueInTenant,
  freesNames,
  refersInTenant,
  refersByKey,
  refersToMembers,
  keepsRows,
  indexesForeignKeys,
  declaresColumns,
];

/** What is wrong with `table`, one sentence each. */
export function violationsOf(table: PgTable): readonly string[] {
  const config = getTableConfig(table);
  return rules
    .flatMap((rule) => rule(config, table))
    .filter((violation): violation is string => violation !== false)
    .map((violation) => `${config.name}: ${violation}`);
}

const isTenant = (table: PgTable) => declarationOf(table)?.scope === 'tenant';

const namesIn = (columns: readonly PgColumn[]) => columns.map((column) => column.name);

type IndexColumns = Config['indexes'][number]['config']['columns'];

/** A column's name; of an expression nothing. */
const indexed = (columns: IndexColumns) =>
  columns.map((column) => ('name' in column ? (column.name ?? '') : ''));

function uniquesOf(config: Config) {
  return [
    ...config.uniqueConstraints.map((unique) => ({
      name: unique.name ?? '',
      columns: namesIn(unique.columns),
      partial: false,
    })),
    ...config.indexes
      .filter((index) => index.config.unique)
      .map((index) => ({
        name: index.config.name ?? '',
        columns: indexed(index.config.columns),
        partial: index.config.where !== undefined,
      })),
    ...config.columns
      .filter((column) => column.isUnique)
      .map((column) => ({ name: column.uniqueName ?? '', columns: [column.name], partial: false })),
  ];
}

function indexesOf(config: Config): readonly (readonly string[])[] {
  return [
    ...config.primaryKeys.map((key) => namesIn(key.columns)),
    ...config.columns.filter((column) => column.primary).map((column) => [column.name]),
    ...uniquesOf(config)
      .filter((unique) => !unique.partial)
      .map((unique) => unique.columns),
    ...config.indexes
      .filter((index) => index.config.where === undefined)
      .map((index) => indexed(index.config.columns)),
  ];
}

function foreignKeysOf(config: Config) {
  return config.foreignKeys.map((key: ForeignKey) => {
    const { columns, foreignColumns, foreignTable } = key.reference();
    return {
      name: key.getName(),
      columns: namesIn(columns),
      nullable: namesIn(columns.filter((column) => !column.notNull)),
      target: namesIn(foreignColumns),
      foreignTable,
    };
  });
}

function namesOf(config: Config): readonly string[] {
  return [
    config.name,
    ...namesIn(config.columns),
    ...config.foreignKeys.map((key) => key.getName()),
    ...config.primaryKeys.map((key) => key.getName()),
    ...config.checks.map((check) => check.name),
    ...config.indexes.map((index) => index.config.name ?? ''),
    ...uniquesOf(config).map((unique) => unique.name),
  ];
}
