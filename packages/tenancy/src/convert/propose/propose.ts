import type { TableConversion } from '../config/config.ts';
import { shortName } from '../plan/tables.ts';
import type { Survey, SurveyTable } from '../survey/survey.ts';
import { refusesChanges } from './append-only.ts';
import { waysToOrganizations, withAppendOnly } from './by-reference.ts';
import { findOrganizations } from './organizations.ts';
import { isReferenceData } from './reference-data.ts';

/** What a table is taken for, and why: the reason is shown beside it. */
export interface Proposal {
  readonly table: SurveyTable;
  readonly name: string;
  /** Undefined: the catalogs do not tell. */
  readonly how: TableConversion | undefined;
  /** Undefined: it goes without saying. */
  readonly because: string | undefined;
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

/** Proposes a conversion from what the catalogs say. It asks nothing that it can find out, and says why it thinks so. */
export function propose(survey: Survey): ProposedConversion {
  const organizations = findOrganizations(survey);
  const whole = survey.tables.filter(
    ({ partitionOf, oid }) => partitionOf === undefined && oid !== organizations?.table.oid,
  );
  const ways = organizations && waysToOrganizations(whole, organizations.table);
  return {
    tenantKey: organizations?.key ?? 'organization_id',
    organizations: organizations?.table,
    tables: whole.map((table) => ({
      table,
      name: shortName(table),
      ...(nobodys(table, survey) ?? (ways ? byReference(table, ways) : alone(table))),
    })),
    legacyRoles: legacyRoles(survey),
  };
}

type Guess = Pick<Proposal, 'how' | 'because'>;

/** Tables of no tenant. */
function nobodys(table: SurveyTable, survey: Survey): Guess | undefined {
  if (tools.test(table.name)) {
    return { how: 'private', because: 'a tool notes there what it did to the schema' };
  }
  if (isReferenceData(table, survey)) {
    return { how: 'global', because: 'looks like reference data: every organization will read it' };
  }
  return undefined;
}

/** Where nobody ever spoke of organizations. */
function alone(table: SurveyTable): Guess {
  const appendOnly = refusesChanges(table);
  return {
    how: withAppendOnly({ from: 'default' }, appendOnly),
    because: appendOnly ? refusal : undefined,
  };
}

function byReference(table: SurveyTable, ways: ReturnType<typeof waysToOrganizations>): Guess {
  const way = ways.get(table.oid);
  if (way === undefined) {
    return {
      how: undefined,
      because: 'no foreign key leads from it to an organization: whose are its rows?',
    };
  }
  const appendOnly = refusesChanges(table);
  return {
    how: withAppendOnly(way.rule, appendOnly),
    because: appendOnly ? `${way.because}; ${refusal}` : way.because,
  };
}

const refusal = 'a trigger refuses every UPDATE and DELETE';

/** Roles with rights on tables, owners that log in, and those with whose rights functions run. */
function legacyRoles({ roles, tables, routines }: Survey): readonly string[] {
  const acting = new Set([
    ...tables.flatMap(({ grants }) => grants.map(({ role }) => role)),
    ...routines.flatMap(({ definer, owner }) => (definer ? [owner] : [])),
  ]);
  const owners = new Set(tables.map(({ owner }) => owner));
  return roles
    .filter(
      ({ name, superuser, bypassRls }) => !superuser && !bypassRls && !name.startsWith('startkit_'),
    )
    .filter(({ name, canLogin }) => acting.has(name) || (canLogin && owners.has(name)))
    .map(({ name }) => name);
}
