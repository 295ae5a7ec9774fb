import type { Conversion, Target } from '../conversion.ts';
import type { Phase, Step } from '../plan.ts';
import { ruleSql } from '../rules.ts';
import type { SurveyTable } from '../../survey/survey.ts';

/*
 * In ranges of pages: what is read and written lies side by side, whatever the primary key is, and a table needs none. A row
 * that moves meanwhile was written, and the trigger has filled it.
 */

export function backfillPhase(conversion: Conversion): Phase {
  return {
    name: 'backfill',
    title: 'The tenant key of rows that were there before',
    steps: conversion.targets.flatMap((target) =>
      target.rule.kind === 'default' || target.rule.kind === 'own'
        ? []
        : target.leaves.map((leaf) => backfill(conversion, target, leaf)),
    ),
  };
}

function backfill({ key }: Conversion, { table, rule }: Target, leaf: SurveyTable): Step {
  const sql = ruleSql(rule, table, key.ident) ?? 'null';
  return {
    id: `${leaf.ident}.backfill`,
    title: 'each row belongs to the organization that its rule leads to',
    tables: [leaf.ident],
    lock: 'ROW EXCLUSIVE',
    rows: leaf.rows,
    up: {
      runs: { in: 'batches', table: leaf.ident, quiet: quietly(leaf) },
      sql: `update ${leaf.ident} t set ${key.ident} = ${sql}
 where t.ctid >= $1 and t.ctid < $2 and t.${key.ident} is null and ${sql} is not null;`,
    },
    down: [],
  };
}

/** Whether its triggers would take the backfill for a change of the row. */
export function quietly({ triggers }: SurveyTable): boolean {
  return triggers.some(({ enabled, onUpdate }) => onUpdate && enabled !== 'D');
}
