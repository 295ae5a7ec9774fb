import { createHash } from 'node:crypto';
import type { Survey, SurveyTable } from './survey.ts';

/**
 * What a plan was made for: the schema, without how many rows there are, and without numbers that another database of the same
 * schema has otherwise. A plan may be made on a copy.
 */
export function fingerprintOf({ tables, views, routines, schemas }: Survey): string {
  const names = new Map(
    [...tables, ...views].map(({ oid, ident }): [number, string] => [oid, ident]),
  );
  const text = JSON.stringify({
    schemas,
    tables: tables.map((table) => lasting(table, names)),
    views: views.map(({ ident, definition, options }) => ({ ident, definition, options })),
    definers: routines.filter(({ definer }) => definer).map(({ signature }) => signature),
  });
  return createHash('sha256').update(text).digest('hex');
}

function lasting(table: SurveyTable, names: ReadonlyMap<number, string>) {
  const { ident, kind, owner, partitionOf, rowSecurity, forced, policies, columns, exclusions } =
    table;
  return {
    ident,
    kind,
    owner,
    partitionOf: names.get(partitionOf ?? 0),
    security: { rowSecurity, forced, policies },
    columns,
    exclusions,
    indexes: table.indexes.map(({ definition, valid, constraint }) => ({
      definition,
      valid,
      constraint: constraint?.name,
    })),
    foreignKeys: table.foreignKeys.map(({ name, definition }) => ({ name, definition })),
    triggers: table.triggers,
  };
}
