import { ConfigurationError } from '../../config/error.ts';
import { defaultRoles, type Roles } from '../../policies/roles.ts';
import type { ConversionConfig, TableConversion } from '../config/config.ts';
import type { Survey, SurveyTable } from '../survey/survey.ts';
import { namesBeside, sqlName, typedLiteral, type Names } from './names.ts';
import { resolveOrganizations, type Organizations } from './organizations.ts';
import { inOrder, resolveRule, type Rule } from './rules.ts';
import { lookUp, tableByName } from './tables.ts';

/** A table whose rows belong to organizations. */
export interface Target {
  readonly table: SurveyTable;
  readonly rule: Rule;
  /** Whether it has the tenant key already. */
  readonly hasKey: boolean;
  readonly appendOnly: boolean;
  /** Its partitions, of all levels, from the top down. */
  readonly parts: readonly SurveyTable[];
  /** Its partitions that hold rows; itself when it is not partitioned. */
  readonly leaves: readonly SurveyTable[];
}

/** Configuration and catalogs together: what the phases of a plan are made from. */
export interface Conversion {
  readonly survey: Survey;
  readonly config: ConversionConfig;
  readonly key: { readonly name: string; readonly ident: string; readonly type: string };
  readonly organizations: Organizations;
  /** SQL of the default organization's key; undefined where there is none. */
  readonly defaultKey: string | undefined;
  /** Parents before those that follow them. */
  readonly targets: readonly Target[];
  readonly globals: readonly SurveyTable[];
  readonly roles: Roles;
  readonly legacy: { readonly roles: readonly string[]; readonly sees: 'default' | 'everything' };
  readonly names: Names;
}

/**
 * Puts together what is configured and what is there.
 *
 * @param newKey makes the key of a default organization that has none yet.
 * @throws ConfigurationError when a name means nothing, or a rule cannot hold.
 */
export function conversionOf(
  survey: Survey,
  config: ConversionConfig,
  newKey: () => string,
): Conversion {
  const organizations = resolveOrganizations(survey, config);
  const keyName = config.tenantKey ?? 'organization_id';
  const key = { name: keyName, ident: sqlName(keyName), type: organizations.keyType };
  const listed = classify(survey, config);
  const tenants = listed.filter(({ how }) => how !== 'global' && how !== 'private');
  const rules = tenants.map(({ table, how }) => ({
    table,
    rule: resolveRule({
      table,
      how,
      survey,
      organizations,
      tenants: tenants.map((t) => t.table),
      key: keyName,
    }),
    appendOnly: typeof how === 'object' && how.appendOnly === true,
  }));
  const usesDefault = rules.some(({ rule }) => rule.kind === 'default');
  const sees = config.legacy?.sees ?? 'default';
  return {
    survey,
    config,
    key,
    organizations,
    defaultKey: defaultKeyOf(
      config,
      organizations,
      newKey,
      usesDefault || (sees === 'default' && config.legacy !== undefined),
    ),
    targets: inOrder(rules).map(({ table, rule, appendOnly }) => ({
      appendOnly,
      table,
      rule,
      hasKey: table.columns.some(({ name }) => name === key.name),
      ...partitionsOf(survey, table),
    })),
    globals: listed.flatMap(({ table, how }) =>
      how === 'global' && table.oid !== organizations.table?.oid ? [table] : [],
    ),
    roles: config.roles ?? defaultRoles,
    legacy: { roles: config.legacy?.roles ?? [], sees },
    names: namesBeside(survey.takenNames),
  };
}

interface Listed {
  readonly table: SurveyTable;
  readonly how: TableConversion;
}

/** What each configured name means, without partitions, which go with their table. */
function classify(survey: Survey, config: ConversionConfig): readonly Listed[] {
  const byName = tableByName(survey);
  const unknown = Object.keys(config.tables).filter((name) => !lookUp(byName, name));
  if (unknown.length > 0) {
    throw new ConfigurationError(
      `There is no table ${unknown.join(', ')} in ${survey.database}. Names are as SQL writes them: orders, billing.invoices, "Order Items".`,
    );
  }
  return Object.entries(config.tables).map(([name, how]) => {
    const table = lookUp(byName, name) as SurveyTable;
    if (table.partitionOf === undefined) return { table, how };
    throw new ConfigurationError(`${name} is a partition: list the table that it belongs to.`);
  });
}

function defaultKeyOf(
  config: ConversionConfig,
  { table, keyType }: Organizations,
  newKey: () => string,
  isNeeded: boolean,
): string | undefined {
  const given = config.defaultOrganization?.id;
  if (given !== undefined) return typedLiteral(given, keyType);
  if (table === undefined) return typedLiteral(newKey(), keyType);
  if (!isNeeded) return undefined;
  throw new ConfigurationError(
    `Which of ${table.ident} is the default organization? Say its key: defaultOrganization: { id: '...' }. ` +
      `Where every table has a rule and the old application sees everything (legacy: { sees: 'everything' }), none is needed.`,
  );
}

function partitionsOf(survey: Survey, table: SurveyTable): Pick<Target, 'parts' | 'leaves'> {
  const parts = below(survey, table);
  return { parts, leaves: [table, ...parts].filter(({ kind }) => kind === 'table') };
}

function below(survey: Survey, table: SurveyTable): readonly SurveyTable[] {
  const next = survey.tables.filter(({ partitionOf }) => partitionOf === table.oid);
  return [...next, ...next.flatMap((partition) => below(survey, partition))];
}
