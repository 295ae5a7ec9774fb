import type { ConversionConfig, TableConversion } from '../../../../src/convert/config/config.ts';
import { companyKey, quote, type Design, type Table } from './design.ts';
import { companiesKey, companiesName } from './sql.ts';

/** @param ident what the server writes for a table's schema and name. */
export function configOf(
  design: Design,
  ident: (schema: string, name: string) => string,
): ConversionConfig {
  const { choices, tables } = design;
  const several = choices.organizations === 'several';
  return {
    tenantKey: choices.key('tenant'),
    ...(several
      ? {
          organizations: {
            table: ident('public', companiesName(design)),
            key: companiesKey(design),
          },
        }
      : {}),
    tables: Object.fromEntries(
      tables.map((table) => [
        ident(table.schema, table.name),
        several ? ruleOf(table, design) : table.choices.scope,
      ]),
    ),
    legacy: { roles: ['generated_old'], sees: several ? 'everything' : 'default' },
    keepPrimaryKeys: choices.keepPrimaryKeys
      ? tables.slice(0, 1).map((one) => ident(one.schema, one.name))
      : [],
  };
}

function ruleOf(table: Table, { choices, tables }: Design): TableConversion {
  const { choices: own, company, numbered } = table;
  if (own.scope === 'global' || company === undefined) return 'global';
  // To a table before this one, by columns that all rows have.
  const way = table.foreignKeys.find(
    ({ parent, columns, choices: { notValid } }) =>
      tables.indexOf(parent) < tables.indexOf(table) &&
      parent.choices.scope === 'tenant' &&
      columns.every(({ notNull }) => notNull) &&
      !notValid,
  );
  if (own.rule === 'through' && way) return { through: way.columns.map(({ name }) => name) };
  if (own.rule === 'sql')
    return { sql: companyKey(choices.organizationKey, `t.${quote(numbered.name)} % 3 + 1`) };
  return { column: company.name };
}
