import type { TableConversion } from '../config/config.ts';
import { shortName } from '../plan/tables.ts';
import type { Survey, SurveyTable } from '../survey/survey.ts';
import { findOrganizations } from './organizations.ts';

/** What a table is taken for, and why: the reason is shown beside it. */
export interface Proposal {
  readonly table: SurveyTable;
  readonly name: string;
  readonly how: TableConversion;
  readonly because: string;
}

export interface ProposedConversion {
  readonly tenantKey: string;
  /** The table of organizations that is there; undefined: one is made. */
  readonly organizations: SurveyTable | undefined;
  readonly tables: readonly Proposal[];
  /** Roles that the old application seems to work as. */
  readonly legacyRoles: readonly string[];
}

/** Tables in which tools note what they did to the schema. */
const tools =
  /^(__?drizzle_migrations|_prisma_migrations|schema_migrations|ar_internal_metadata|knex_migrations(_lock)?|flyway_schema_history|databasechangelog(lock)?|pgmigrations|typeorm_metadata|migrations|goose_db_version|alembic_version|spatial_ref_sys)$/;

/** Rows that a table of reference data has at most. */
const fewRows = 1_000;

/** Proposes a conversion from what the catalogs say. It asks nothing that it can find out, and says why it thinks so. */
export function propose(survey: Survey): ProposedConversion {
  const organizations = findOrganizations(survey);
  const whole = survey.tables.filter(
    ({ partitionOf, oid }) => partitionOf === undefined && oid !== organizations?.table.oid,
  );
  return {
    tenantKey: organizations?.key ?? 'organization_id',
    organizations: organizations?.table,
    tables: organizations
      ? byReference(whole, organizations.table)
      : whole.map((table) => proposal(table, ...alone(table, survey))),
    legacyRoles: legacyRoles(survey),
  };
}

function proposal(table: SurveyTable, how: TableConversion, because: string): Proposal {
  return { table, name: shortName(table), how, because };
}

/** Where nobody ever spoke of organizations. */
function alone(table: SurveyTable, { tables }: Survey): [TableConversion, string] {
  if (tools.test(table.name)) return ['private', 'a tool notes there what it did to the schema'];
  if (isReference(table, tables)) {
    return ['global', `refers to nothing, ${table.rows} rows, and people know its key by heart`];
  }
  return ['tenant', 'its rows belong to the default organization'];
}

/** Reference data: few rows under a key that is no number and no UUID, which others refer to, and that refers to nothing. */
function isReference(table: SurveyTable, tables: readonly SurveyTable[]): boolean {
  const key = table.indexes.find(({ primary }) => primary)?.columns ?? [];
  const column = table.columns.find(({ name }) => name === key[0]);
  const isWord = key.length === 1 && /^(character|text|citext)/.test(column?.type ?? '');
  const isReferred = tables.some(({ foreignKeys }) =>
    foreignKeys.some(({ references }) => references === table.oid),
  );
  return isWord && isReferred && table.foreignKeys.length === 0 && table.rows <= fewRows;
}

/** Where organizations are there: by a foreign key to them, else through a table that has one, the shortest way first. */
function byReference(
  tables: readonly SurveyTable[],
  organizations: SurveyTable,
): readonly Proposal[] {
  const found = new Map<number, Proposal>();
  const reached = new Set([organizations.oid]);
  for (let grew = true; grew;) {
    const next = tables.flatMap((table) => {
      if (reached.has(table.oid) || tools.test(table.name)) return [];
      const ways = table.foreignKeys.filter(({ references }) => reached.has(references));
      // A way that every row has, before one that a row may lack.
      const way = ways.toSorted(
        (a, b) => nullable(table, a.columns) - nullable(table, b.columns),
      )[0];
      return way ? [{ table, way }] : [];
    });
    for (const { table, way } of next) {
      const [column = ''] = way.columns;
      const isDirect = way.references === organizations.oid && way.columns.length === 1;
      const to = tables.find(({ oid }) => oid === way.references)?.ident ?? organizations.ident;
      const may = nullable(table, way.columns) > 0 ? ', which may be null' : '';
      found.set(
        table.oid,
        isDirect
          ? proposal(table, { column }, `${way.name} says whose a row is${may}`)
          : proposal(
              table,
              { through: way.columns.length === 1 ? column : way.columns },
              `${way.name} leads to ${to}${may}`,
            ),
      );
    }
    for (const { table } of next) reached.add(table.oid);
    grew = next.length > 0;
  }
  return tables.map(
    (table) =>
      found.get(table.oid) ??
      (tools.test(table.name)
        ? proposal(table, 'private', 'a tool notes there what it did to the schema')
        : proposal(
            table,
            'global',
            `no foreign key leads from it to ${organizations.ident}: look at it`,
          )),
  );
}

function nullable({ columns }: SurveyTable, names: readonly string[]): number {
  return names.some((name) => columns.find((column) => column.name === name)?.notNull === false)
    ? 1
    : 0;
}

/** Roles with rights on tables, and owners that log in; the session's own when there is nobody else. */
function legacyRoles({ roles, tables }: Survey): readonly string[] {
  const granted = new Set(tables.flatMap(({ grants }) => grants.map(({ role }) => role)));
  const owners = new Set(tables.map(({ owner }) => owner));
  return roles
    .filter(
      ({ name, superuser, bypassRls }) => !superuser && !bypassRls && !name.startsWith('startkit_'),
    )
    .filter(({ name, canLogin }) => granted.has(name) || (canLogin && owners.has(name)))
    .map(({ name }) => name);
}
