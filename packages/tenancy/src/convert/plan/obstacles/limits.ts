import type { Conversion } from '../conversion.ts';
import { allKeyedForeignKeys } from '../foreign-keys.ts';
import type { Obstacle } from '../plan.ts';
import { uniqueChanges } from '../uniques.ts';
import { error } from './obstacle.ts';

/** Columns that an index or a foreign key may have (INDEX_MAX_KEYS). */
const mostColumns = 32;

/** What PostgreSQL has no room for, or no way to make. */
export function limits(conversion: Conversion): readonly Obstacle[] {
  return [...tooWide(conversion), ...ontoPartitions(conversion)];
}

function tooWide(conversion: Conversion): readonly Obstacle[] {
  const wide = [
    ...uniqueChanges(conversion)
      .filter(({ index }) => index.width >= mostColumns)
      .map(({ index }) => `too-wide:${index.ident}`),
    ...allKeyedForeignKeys(conversion)
      .filter(({ foreignKey }) => foreignKey.columns.length >= mostColumns)
      .map(({ child, foreignKey }) => `too-wide:${child.ident}.${foreignKey.name}`),
  ];
  return wide.map((name) =>
    error(
      name,
      `it has ${mostColumns} columns, as many as PostgreSQL allows: there is no room for the tenant key`,
      'leave a column out, or make it an index that is not unique',
    ),
  );
}

/** A partition’s key changes with that of its table, in one transaction, and a foreign key onto it alone does not. */
function ontoPartitions({ survey, targets }: Conversion): readonly Obstacle[] {
  const parts = new Map(targets.flatMap((target) => target.parts.map((part) => [part.oid, part])));
  return survey.tables.flatMap((table) =>
    table.foreignKeys.flatMap(({ name, references, inherited }) => {
      const part = parts.get(references);
      if (part === undefined || inherited) return [];
      return [
        error(
          `foreign-key-onto-partition:${table.ident}.${name}`,
          `it refers to ${part.ident}, a partition, whose key changes with that of its table`,
          'let it refer to the partitioned table, or drop it and make it anew with the tenant key afterwards',
        ),
      ];
    }),
  );
}
