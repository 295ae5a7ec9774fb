import type { Conversion } from '../conversion.ts';
import type { Obstacle } from '../plan.ts';
import { lookUp, shortName, tableByName } from '../tables.ts';
import { error } from './obstacle.ts';

/** Tables that nobody said anything of, and references that no declaration can make right. */
export function declarationObstacles(conversion: Conversion): readonly Obstacle[] {
  return [...unlisted(conversion), ...outside(conversion)];
}

function unlisted({ survey, config, organizations }: Conversion): readonly Obstacle[] {
  const byName = tableByName(survey);
  const listed = new Set(Object.keys(config.tables).map((name) => lookUp(byName, name)?.oid));
  return survey.tables
    .filter(({ oid, partitionOf }) => partitionOf === undefined && oid !== organizations.table?.oid)
    .filter(({ oid }) => !listed.has(oid))
    .map((table) =>
      error(
        `unlisted:${table.ident}`,
        'nobody said whose its rows are',
        `add to tables: ${JSON.stringify(shortName(table))}: 'tenant', 'global' or 'private'`,
      ),
    );
}

/** A table of no tenant whose rows refer to a tenant's. */
function outside({ survey, targets, organizations }: Conversion): readonly Obstacle[] {
  const held = new Set(targets.map(({ table }) => table.oid));
  return survey.tables
    .filter(
      ({ oid, partitionOf }) =>
        partitionOf === undefined && !held.has(oid) && oid !== organizations.table?.oid,
    )
    .flatMap((table) =>
      table.foreignKeys
        .filter(({ references }) => held.has(references))
        .map((foreignKey) =>
          error(
            `foreign-key-from-outside:${table.ident}.${foreignKey.name}`,
            'its rows refer to rows of organizations, and belong to none themselves',
            `make ${table.ident} a table of tenants, or drop the foreign key`,
          ),
        ),
    );
}
