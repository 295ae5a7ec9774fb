import type { SurveyTable } from '../../survey/survey.ts';
import type { Conversion } from '../conversion.ts';
import { sqlName } from '../names.ts';
import { quietly } from '../phases/backfill.ts';
import type { Obstacle } from '../plan.ts';
import { error, question, warning } from './obstacle.ts';

/** What is in the way of one table, or of one partition. */
export function tableObstacles(conversion: Conversion, table: SurveyTable): readonly Obstacle[] {
  return [
    ...shape(conversion, table),
    ...security(table),
    ...column(conversion, table),
    ...backfill(conversion, table),
    ...subscribers(conversion, table),
  ];
}

function shape({ targets }: Conversion, table: SurveyTable): readonly Obstacle[] {
  const own = targets.find((target) => target.table === table);
  const isComplete = own?.rule.kind === 'default' && !own.hasKey;
  return [
    ...(table.inherits
      ? [
          error(
            `inherits:${table.ident}`,
            'it inherits from another table, or another from it: a column, a key and a policy of one are not the other’s',
            'make them partitions, or tables of their own, first',
          ),
        ]
      : []),
    ...(table.ofType
      ? [
          error(
            `typed-table:${table.ident}`,
            'it is a table of a type, to which no column can be added',
            `alter table ${table.ident} not of`,
          ),
        ]
      : []),
    ...(isComplete && table.rowsHeldIn.length > 0
      ? [
          error(
            `rows-held:${table.ident}`,
            `${table.rowsHeldIn.join(', ')} holds rows of it: PostgreSQL refuses to add a column with a default`,
            'make that column jsonb, or of a type of its own, first',
          ),
        ]
      : []),
  ];
}

function security(table: SurveyTable): readonly Obstacle[] {
  const everybody = table.grants.filter(({ role }) => role === 'public');
  return [
    ...(table.rowSecurity || table.forced || table.policies.length > 0
      ? [
          error(
            `row-security:${table.ident}`,
            'it has row security already, which the new policies would be added to',
            'drop its policies and disable it first; what they said belongs into a rule',
          ),
        ]
      : []),
    ...(everybody.length === 0
      ? []
      : [
          question(
            `granted-to-everybody:${table.ident}`,
            `everybody may ${everybody.map(({ privilege }) => privilege.toLowerCase()).join(', ')}: so may roles that nobody thought of`,
            `revoke it from public, and grant it to the roles that need it`,
          ),
        ]),
  ];
}

function column({ key }: Conversion, table: SurveyTable): readonly Obstacle[] {
  const there = table.columns.find(({ name }) => name === key.name);
  if (there === undefined || (there.type === key.type && !there.generated)) return [];
  return [
    error(
      `tenant-key-taken:${table.ident}`,
      `it has a column ${key.name} of type ${there.type}${there.generated ? ', generated' : ''}`,
      `rename that column, or choose another tenantKey (of type ${key.type})`,
    ),
  ];
}

/** Rules are filled in by UPDATE, which triggers and publications would take for a change. */
function backfill({ targets, survey }: Conversion, table: SurveyTable): readonly Obstacle[] {
  const isWritten = targets.some(
    ({ leaves, rule }) => rule.kind !== 'default' && rule.kind !== 'own' && leaves.includes(table),
  );
  if (!isWritten) return [];
  const identified =
    table.replicaIdentity === 'full' ||
    table.replicaIdentity === 'index' ||
    (table.replicaIdentity === 'default' && table.indexes.some(({ primary }) => primary));
  const always = table.triggers.filter(({ enabled, onUpdate }) => enabled === 'A' && onUpdate);
  return [
    ...always.map(({ name }) =>
      error(
        `always-trigger:${table.ident}.${name}`,
        'it fires on UPDATE whoever writes (ENABLE ALWAYS), and would take the backfill for a change of the row',
        `alter table ${table.ident} enable trigger ${sqlName(name)}, and enable it always again afterwards`,
      ),
    ),
    ...(quietly(table) && !survey.session.mayQuietTriggers
      ? [
          error(
            `triggers:${table.ident}`,
            `it has triggers that fire on UPDATE (${table.triggers.map(({ name }) => name).join(', ')}), and this login may not keep them quiet during the backfill`,
            `have a superuser say: grant set on parameter session_replication_role to ${survey.session.user}`,
          ),
        ]
      : []),
    ...(table.published && !identified
      ? [
          error(
            `published:${table.ident}`,
            'it is published and has no replica identity: the server refuses every UPDATE of it',
            `alter table ${table.ident} replica identity full`,
          ),
        ]
      : []),
  ];
}

/** A subscriber that lacks a column stops at the first row that has it. */
function subscribers({ key, targets }: Conversion, table: SurveyTable): readonly Obstacle[] {
  const target = targets.find((one) => one.table === table || one.parts.includes(table));
  if (!table.published || target === undefined || target.hasKey) return [];
  return [
    warning(
      `subscribers:${table.ident}`,
      'it is published: a subscriber without the tenant key stops at the next row, and rows that were there before are not sent again',
      `add the column ${key.name} to the subscriber's table first, with what its rows are to have`,
    ),
  ];
}
