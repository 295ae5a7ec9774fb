import { ConfigurationError } from '../../config/error.ts';
import { isIdType, type IdType } from '../../context/id-types.ts';
import type { ConversionConfig } from '../config/config.ts';
import type { Survey, SurveyTable } from '../survey/survey.ts';
import { lookUp, tableByName } from './tables.ts';

/** Where organizations are. */
export interface Organizations {
  readonly ident: string;
  /** The table, when it is there already. */
  readonly table: SurveyTable | undefined;
  /** SQL of its key column. */
  readonly key: string;
  readonly keyType: string;
  /** What a context carries of it. */
  readonly idType: IdType;
}

/** What a context carries of a key of some type; undefined: it cannot. */
function contextType(type: string): IdType | undefined {
  if (type === 'smallint') return 'integer';
  if (/^character varying(\(\d+\))?$/.test(type)) return 'text';
  return isIdType(type) ? type : undefined;
}

/** @throws ConfigurationError when the table is not there, or its key is not one that can be used. */
export function resolveOrganizations(survey: Survey, config: ConversionConfig): Organizations {
  const { organizations } = config;
  if (organizations === undefined) return made(survey);
  const table = lookUp(tableByName(survey), organizations.table);
  if (table === undefined) {
    throw new ConfigurationError(`There is no table ${organizations.table} of organizations.`);
  }
  const name = organizations.key ?? onlyColumn(table);
  const column = table.columns.find((one) => one.name === name);
  const isUnique = table.indexes.some(
    ({ columns, partial, valid, constraint }) =>
      columns.join() === name && !partial && valid && constraint?.deferrable !== true,
  );
  if (column === undefined || !isUnique || !column.notNull) {
    throw new ConfigurationError(
      `${table.ident} has no key that one column is: organizations.key must name a column that is unique and not null.`,
    );
  }
  const idType = contextType(column.type);
  if (idType === undefined) {
    throw new ConfigurationError(
      `The key of ${table.ident} is of type ${column.type}: a tenant's key is a uuid, a whole number, or a text.`,
    );
  }
  return { ident: table.ident, table, key: column.ident, keyType: column.type, idType };
}

function made(survey: Survey): Organizations {
  const there = survey.tables.find(({ ident }) => ident === 'public.organizations');
  if (there !== undefined) {
    throw new ConfigurationError(
      'There is a table organizations already: say organizations: { table: "organizations" } to use it.',
    );
  }
  if (survey.views.some(({ ident }) => ident === 'public.organizations')) {
    throw new ConfigurationError(
      'There is a view organizations already: rename it, or say organizations: { table: ... } to use a table of another name.',
    );
  }
  const key = { key: 'id', keyType: 'uuid', idType: 'uuid' } as const;
  return { ident: 'public.organizations', table: undefined, ...key };
}

function onlyColumn(table: SurveyTable): string | undefined {
  const columns = table.indexes.find(({ primary }) => primary)?.columns ?? [];
  return columns.length === 1 ? columns[0] : undefined;
}
