import type { Conversion, Target } from '../conversion.ts';
import { inTransaction, type Phase, type Step } from '../plan.ts';
import { sqlName } from '../names.ts';

/*
 * SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, unless a CHECK that is validated says the same (ALTER TABLE,
 * SET NOT NULL). The CHECK is validated under a lock that lets everybody read and write.
 */

export function notNullPhase(conversion: Conversion): Phase {
  return {
    name: 'not-null',
    title: 'No row without an organization',
    steps: conversion.targets.flatMap((target) => [
      ...notNull(conversion, target),
      ...reference(conversion, target),
    ]),
  };
}

function notNull({ key, names }: Conversion, { table, rule, hasKey, parts }: Target): Step[] {
  const isThere = table.columns.some(({ name, notNull: has }) => name === key.name && has);
  if (isThere || (rule.kind === 'default' && !hasKey)) return [];
  const check = sqlName(names.fresh(`${table.name}_${key.name}`, 'check'));
  const { ident } = table;
  const tables = [ident, ...parts.map((part) => part.ident)];
  return [
    {
      id: `${ident}.not-null.check`,
      title: 'new rows have an organization',
      tables,
      lock: 'ACCESS EXCLUSIVE',
      rows: undefined,
      up: inTransaction(
        `alter table ${ident} add constraint ${check} check (${key.ident} is not null) not valid`,
      ),
      down: [inTransaction(`alter table ${ident} drop constraint if exists ${check}`)],
    },
    {
      id: `${ident}.not-null.validate`,
      title: 'all rows have one',
      tables,
      lock: 'SHARE UPDATE EXCLUSIVE',
      rows: table.rows,
      up: inTransaction(`alter table ${ident} validate constraint ${check}`),
      down: [],
    },
    {
      id: `${ident}.not-null`,
      title: 'the column says so, and the check has served',
      tables,
      lock: 'ACCESS EXCLUSIVE',
      rows: undefined,
      up: inTransaction(
        `alter table ${ident} alter column ${key.ident} set not null`,
        `alter table ${ident} drop constraint ${check}`,
      ),
      down: [inTransaction(`alter table ${ident} alter column ${key.ident} drop not null`)],
    },
  ];
}

/** The organization itself is there, as long as there are rows of it. */
function reference(
  { key, names, organizations }: Conversion,
  { table, parts, leaves }: Target,
): Step[] {
  const isThere = table.foreignKeys.some(
    ({ columns, references }) =>
      columns.join() === key.name && references === organizations.table?.oid,
  );
  if (isThere) return [];
  const constraint = sqlName(names.fresh(`${table.name}_${key.name}`, 'fkey'));
  // A key of a partitioned table cannot be NOT VALID before PostgreSQL 18: its partitions have theirs first, and it takes them on.
  const add = (ident: string, end: string) =>
    `alter table ${ident} add constraint ${constraint} foreign key (${key.ident}) references ${organizations.ident} (${organizations.key})${end}`;
  return [
    ...leaves.flatMap(({ ident, rows }): Step[] => [
      {
        id: `${ident}.organization`,
        title: 'new rows belong to an organization that is there',
        tables: [ident, organizations.ident],
        lock: 'SHARE ROW EXCLUSIVE',
        rows: undefined,
        up: inTransaction(add(ident, ' not valid')),
        down: [inTransaction(`alter table ${ident} drop constraint if exists ${constraint}`)],
      },
      {
        id: `${ident}.organization.validate`,
        title: 'all rows do',
        tables: [ident, organizations.ident],
        lock: 'SHARE UPDATE EXCLUSIVE',
        rows,
        up: inTransaction(`alter table ${ident} validate constraint ${constraint}`),
        down: [],
      },
    ]),
    ...(table.kind === 'table'
      ? []
      : [
          {
            id: `${table.ident}.organization`,
            title: 'the table has it, too: its partitions’ are taken on',
            tables: [table.ident, organizations.ident, ...parts.map(({ ident }) => ident)],
            lock: 'ACCESS EXCLUSIVE',
            rows: undefined,
            up: inTransaction(add(table.ident, '')),
            down: [
              inTransaction(`alter table ${table.ident} drop constraint if exists ${constraint}`),
            ],
          } satisfies Step,
        ]),
  ];
}
