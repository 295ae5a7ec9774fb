import type { Conversion } from '../conversion.ts';
import { allKeyedForeignKeys } from '../foreign-keys.ts';
import type { Obstacle } from '../plan.ts';
import { standsBelow, uniqueChanges } from '../uniques.ts';
import { error, question, warning } from './obstacle.ts';

/** Keys that cannot become an organization's own. */
export function keyObstacles(conversion: Conversion): readonly Obstacle[] {
  return [
    ...exclusions(conversion),
    ...invalid(conversion),
    ...kept(conversion),
    ...keptAndReferredTo(conversion),
    ...foreignKeys(conversion),
  ];
}

function exclusions({ targets }: Conversion): readonly Obstacle[] {
  return targets.flatMap(({ table }) =>
    table.exclusions.map((name) =>
      question(
        `exclusion:${table.ident}.${name}`,
        'an exclusion constraint cannot be made without locking its table; as it is, a row of one organization excludes another’s',
        'drop it, and make it anew with the tenant key afterwards; or accept it',
      ),
    ),
  );
}

function invalid({ targets }: Conversion): readonly Obstacle[] {
  return targets.flatMap(({ table }) =>
    table.indexes
      .filter(({ valid }) => !valid)
      .map(({ ident }) =>
        error(
          `invalid-index:${ident}`,
          'the index is invalid: it was left behind by one that could not be made',
          `drop index concurrently ${ident}, or reindex it`,
        ),
      ),
  );
}

function kept(conversion: Conversion): readonly Obstacle[] {
  return uniqueChanges(conversion)
    .filter(({ kept: isKept }) => isKept)
    .flatMap(({ table, index }) => {
      const below = standsBelow(conversion.survey, index);
      if (below.length === 0) return [];
      return [
        warning(
          `primary-key-kept:${table.ident}`,
          `${below.join(', ')} groups by the primary key alone, which therefore stays as it is: an insert of another organization’s key tells that it is there`,
          'name all columns in its GROUP BY, then plan again; or accept it',
        ),
      ];
    });
}

/** Beside the primary key of a partitioned table nothing is made that a foreign key could stand on. */
function keptAndReferredTo(conversion: Conversion): readonly Obstacle[] {
  const keyed = allKeyedForeignKeys(conversion);
  return uniqueChanges(conversion)
    .filter(
      ({ kept: isKept, table, index }) =>
        isKept && table.kind === 'partitioned' && index.partOf === undefined,
    )
    .flatMap(({ table, index }) => {
      const onto = keyed.filter(
        ({ parent, foreignKey }) =>
          parent.oid === table.oid &&
          foreignKey.referencedColumns.toSorted().join('\n') ===
            index.columns.toSorted().join('\n'),
      );
      if (onto.length === 0) return [];
      const names = onto.map(({ child, foreignKey }) => `${child.ident}.${foreignKey.name}`);
      return [
        error(
          `partitioned-key-kept:${table.ident}`,
          `it is partitioned, its primary key is to stay as it is, and ${names.join(', ')} refer(s) to it: a row could refer to another organization’s`,
          'let the key change: take the table out of keepPrimaryKeys, and let the materialized views and functions that group by it name all columns',
        ),
      ];
    });
}

function foreignKeys(conversion: Conversion): readonly Obstacle[] {
  return allKeyedForeignKeys(conversion).flatMap(({ child, parent, foreignKey }) => {
    const name = `${child.ident}.${foreignKey.name}`;
    const { onUpdate } = foreignKey;
    return [
      ...(onUpdate === 'set null' || onUpdate === 'set default'
        ? [
            error(
              `on-update:${name}`,
              `ON UPDATE ${onUpdate.toUpperCase()} would empty the tenant key as well: PostgreSQL lets nobody name the columns there`,
              'make it ON UPDATE NO ACTION or CASCADE',
            ),
          ]
        : []),
      ...(foreignKey.temporal || !foreignKey.enforced
        ? [
            error(
              `foreign-key-of-its-own-kind:${name}`,
              foreignKey.temporal ? 'it is on a PERIOD' : 'it is NOT ENFORCED',
              'drop it, and make it anew with the tenant key afterwards',
            ),
          ]
        : []),
      ...(child.kind === 'partitioned' && parent.kind === 'partitioned'
        ? [
            error(
              `partitioned-both:${name}`,
              'both tables are partitioned: such a key cannot be made without checking all rows under a lock',
              'drop it, and make it anew with the tenant key afterwards',
            ),
          ]
        : []),
    ];
  });
}
