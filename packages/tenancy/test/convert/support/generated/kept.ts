import type {
  Survey,
  SurveyForeignKey,
  SurveyIndex,
  SurveyTable,
} from '../../../../src/convert/survey/survey.ts';
import type { Conversion } from '../../../../src/convert/plan/conversion.ts';
import { uniqueChanges } from '../../../../src/convert/plan/uniques.ts';

/** Keys and foreign keys of before that are not there afterwards as they should be: each a line. */
export function lostConstraints(conversion: Conversion, after: Survey): readonly string[] {
  const { survey: before, targets, key, organizations } = conversion;
  const held = targets.flatMap(({ table, parts }) => [table, ...parts]);
  const oids = new Set(held.map(({ oid }) => oid));
  const kept = new Set(
    uniqueChanges(conversion).flatMap((one) => (one.kept ? [one.index.oid] : [])),
  );
  return before.tables.flatMap((table) => {
    const now = after.tables.find(({ ident }) => ident === table.ident);
    if (now === undefined) return [`${table.ident} is gone`];
    const isHeld = oids.has(table.oid);
    return [
      ...table.indexes.flatMap((index) =>
        differ(
          `${table.ident} ${index.name}`,
          indexLine(index, isHeld && !kept.has(index.oid) ? [key.name] : []),
          now.indexes.find(({ name }) => name === index.name),
          (one) => indexLine(one, []),
        ),
      ),
      ...table.foreignKeys.flatMap((foreignKey) => {
        const isKeyed = oids.has(foreignKey.references);
        const first = isHeld ? key.name : organizations.key;
        return differ(
          `${table.ident} ${foreignKey.name}`,
          foreignKeyLine(before, foreignKey, isKeyed ? [first, key.name] : undefined),
          now.foreignKeys.find(({ name }) => name === foreignKey.name),
          (one) => foreignKeyLine(after, one, undefined),
        );
      }),
    ];
  });
}

function differ<T>(
  what: string,
  expected: string,
  found: T | undefined,
  line: (found: T) => string,
): readonly string[] {
  const is = found === undefined ? 'gone' : line(found);
  return is === expected ? [] : [`${what}: expected ${expected}, is ${is}`];
}

function indexLine(index: SurveyIndex, first: readonly string[]): string {
  const {
    columns,
    included,
    primary,
    valid,
    partial,
    constraint,
    comment,
    clustered,
    replicaIdentity,
    definition,
  } = index;
  const options = / (NULLS NOT DISTINCT|WITH \(.*?\)|WHERE .*)/g;
  return JSON.stringify({
    columns: columns.length === 0 ? [] : [...first, ...columns],
    included,
    primary,
    valid,
    partial,
    constraint: constraint && { ...constraint, views: [], standing: [] },
    comment,
    clustered,
    replicaIdentity,
    options: [...definition.replace(/^.*? USING/, '').matchAll(options)].map(([text]) => text),
  });
}

function foreignKeyLine(
  survey: Survey,
  foreignKey: SurveyForeignKey,
  first: readonly [string, string] | undefined,
): string {
  const {
    columns,
    referencedColumns,
    onDelete,
    onUpdate,
    setColumns,
    deferrable,
    deferred,
    validated,
    comment,
    full,
  } = foreignKey;
  const sets = onDelete.startsWith('set') && setColumns.length === 0 ? columns : setColumns;
  const parent: SurveyTable | undefined = survey.tables.find(
    ({ oid }) => oid === foreignKey.references,
  );
  return JSON.stringify({
    columns: first ? [first[0], ...columns] : columns,
    referencedColumns: first ? [first[1], ...referencedColumns] : referencedColumns,
    parent: parent?.ident,
    onDelete,
    onUpdate,
    // Without a list all columns are emptied: of a composite key the list says the same.
    sets,
    deferrable,
    deferred,
    validated,
    comment,
    full: first ? false : full,
  });
}
