import type { Part, Phase, Plan, Runs, Step } from '../plan/plan.ts';
import { visible } from '../../report/text.ts';

/*
 * A plan as SQL files that people read, and change where they know better: one for each phase, and one for what takes it back.
 * What `run` needs of a step stands in comments before its SQL:
 *
 *   -- step: public.orders.column
 *   -- the tenant key, empty
 *   -- tables: public.orders
 *   -- lock: ACCESS EXCLUSIVE
 *   -- runs: in a transaction
 */

export interface PlanFile {
  /** "02-columns.sql". */
  readonly name: string;
  readonly text: string;
}

/** The files of a plan, forwards and back. */
export function renderPlan(plan: Plan): readonly PlanFile[] {
  return plan.phases.flatMap((phase) => [
    { name: `${phase.name}.sql`, text: renderUp(phase) },
    { name: `${phase.name}.down.sql`, text: renderDown(phase) },
  ]);
}

function renderUp({ title, steps }: Phase): string {
  return [`-- ${title}.`, ...steps.map((step) => renderPart(step, step.up)), ''].join('\n\n');
}

function renderDown({ title, steps }: Phase): string {
  const parts = steps
    .toReversed()
    .flatMap((step) => step.down.map((part) => renderPart(step, part)));
  return [`-- Takes back: ${title}.`, ...parts, ''].join('\n\n');
}

function renderPart({ id, title, tables, lock, rows }: Step, { runs, sql }: Part): string {
  return [
    `-- step: ${line(id)}`,
    `-- ${line(title)}`,
    ...(tables.length === 0
      ? []
      : [`-- tables: ${[...new Set(tables)].map(spelledOut).join('; ')}`]),
    `-- lock: ${lock}`,
    ...(rows === undefined ? [] : [`-- rows: ${rows}`]),
    `-- runs: ${runsText(runs)}`,
    sql,
  ].join('\n');
}

export function runsText(runs: Runs): string {
  switch (runs.in) {
    case 'transaction':
      return 'in a transaction';
    case 'alone':
      return `alone, for the index ${spelledOut(runs.index)}`;
    case 'batches':
      return `in batches of ${spelledOut(runs.table)}${runs.quiet ? ', its triggers quiet' : ''}`;
    case 'ranges':
      return `in ranges of ${runs.size} rows of ${spelledOut(runs.table)} by ${spelledOut(runs.key)}`;
    case 'secret':
      return 'with the secret';
    case 'check':
      return 'as a check, which must find nothing';
  }
}

/** A name in one line, from which `parse` finds the name again. */
function spelledOut(name: string): string {
  return visible(name.replaceAll('\\', String.raw`\u005c`));
}

/** In one line, whatever a name holds. */
function line(text: string): string {
  return visible(text);
}
