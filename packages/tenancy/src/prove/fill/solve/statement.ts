import { quoteIdent } from '../../../catalog/quote.ts';
import type { Condition, Problem, Variable } from './problem.ts';

/**
 * A select of one row, the first combination of candidates that satisfies all conditions: for each variable its value
 * as text (`v0`, `v1`...). No row where there is none.
 */
export function solveStatement(problem: Problem): string {
  const { variables } = problem;
  // One list is read in its order, and no further than to the first that will do.
  const lists = variables.filter(({ candidates }) => candidates.length > 1);
  const order = lists.length > 1 ? `\n order by ${preference(variables)}` : '';
  return `select ${outputs(variables)} from ${combinations(problem)}${where(problem.conditions)}${order} limit 1`;
}

export function outputs(variables: readonly Variable[]): string {
  return variables.map(({ column }, at) => `${quoteIdent(column)}::text as v${at}`).join(', ');
}

/** Combinations of earlier candidates come first. */
export function preference(variables: readonly Variable[]): string {
  return variables.map((_, at) => number(at)).join(' + ');
}

/** All combinations of the candidates. */
export function combinations({ variables }: Problem): string {
  const ordered = byNeed(variables);
  return ordered
    .map((variable) => {
      const at = variables.indexOf(variable);
      const { column, type, candidates } = variable;
      const rows = candidates.map(({ sql }, nth) => `(${nth}, (${sql})::${type})`);
      return `(values ${rows.join(', ')}) c${at} (${number(at)}, ${quoteIdent(column)})`;
    })
    .join('\n  cross join lateral ');
}

export function where(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return '';
  return `\n where ${conditions.map(({ sql }) => `(${sql}) is not false`).join('\n   and ')}`;
}

/** No column of a table is called this, or the row is reported as one that cannot be made. */
function number(at: number): string {
  return quoteIdent(`prove's ${at}`);
}

/** Each behind those that its candidates are made of; {@link Variable.candidates} have no circles. */
function byNeed(variables: readonly Variable[]): readonly Variable[] {
  const ordered: Variable[] = [];
  const add = (variable: Variable) => {
    if (ordered.includes(variable)) return;
    const needs = new Set(variable.candidates.flatMap((candidate) => candidate.needs));
    for (const needed of variables) if (needs.has(needed.column)) add(needed);
    ordered.push(variable);
  };
  for (const variable of variables) add(variable);
  return ordered;
}
