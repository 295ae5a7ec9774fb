import type { Exclusion, Table, Unique } from '../../../catalog/catalog.ts';
import { quoteIdent } from '../../../catalog/quote.ts';
import { columnsIn } from '../mine/tokens.ts';
import type { Condition } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';
import { domainConditions } from '../values/containers.ts';

export function notNullSql(column: string): string {
  return `${quoteIdent(column)} is not null`;
}

/** What the catalogs demand of one row by itself. */
export function rowConditions({ table, columns }: Target): readonly Condition[] {
  const names = columns.map(({ name }) => name);
  return [
    ...columns
      .filter(({ notNull, base }) => notNull || base.domainNotNull)
      .map(({ name }) => ({
        sql: notNullSql(name),
        columns: [name],
        name: `${name} not null`,
      })),
    ...table.checks.map(({ name, sql }) => ({
      sql,
      columns: columnsIn(sql, names),
      name: `check ${name}`,
    })),
    ...columns.flatMap(({ name, base }) =>
      domainConditions(base, quoteIdent(name)).map((sql) => ({
        sql,
        columns: [name],
        name: `domain of ${name}`,
      })),
    ),
    ...(table.partitionConstraint === undefined
      ? []
      : [
          {
            sql: table.partitionConstraint,
            columns: columnsIn(table.partitionConstraint, names),
            name: `bounds of the partition ${table.ident}`,
          },
        ]),
  ];
}

/** That no row of the table is in the way. */
export function keyConditions({ table, columns }: Target): readonly Condition[] {
  const names = columns.map(({ name }) => name);
  const condition = (name: string, key: Unique | Exclusion, conflict: readonly string[]) => {
    const mentioned = [...key.keys, key.where ?? ''].join(' ');
    return { name, columns: columnsIn(mentioned, names), sql: noConflict(table, key, conflict) };
  };
  return [
    ...table.uniques.map((unique) =>
      condition(
        `unique ${unique.name}`,
        unique,
        unique.keys.map((key, at) => {
          const [theirs, its] = [`(${key})`, keyName(at)];
          const equal = `${theirs} ${unique.operators[at] ?? '='} ${its}`;
          return unique.nullsNotDistinct
            ? `(${equal} or ${theirs} is null and ${its} is null)`
            : equal;
        }),
      ),
    ),
    ...table.exclusions.map((exclusion) =>
      condition(
        `exclusion ${exclusion.name}`,
        exclusion,
        exclusion.keys.map((key, at) => `(${key}) ${exclusion.operators[at]} ${keyName(at)}`),
      ),
    ),
  ];
}

/** The row's keys are computed where its columns are still what the names mean. */
function noConflict(
  { ident }: Table,
  { keys, where }: Unique | Exclusion,
  conflict: readonly string[],
): string {
  const its = keys.map((key, at) => `(${key}) as ${keyName(at)}`);
  const applies = where === undefined ? [] : [`(${where}) as ${keyName(keys.length)}`];
  const both = where === undefined ? [] : [keyName(keys.length), `(${where})`];
  return `not exists (select from (select ${[...its, ...applies].join(', ')}) "prove's keys", ${ident}
    where ${[...conflict, ...both].join(' and ')})`;
}

function keyName(at: number): string {
  return quoteIdent(`prove's key ${at}`);
}
