import type { Candidate, Variable } from './problem.ts';

/** Without the candidates that are made of columns nobody looks for, or, by way of others, of their own column. */
export function withoutCircles(variables: readonly Variable[]): readonly Variable[] {
  const known = new Set(variables.map(({ column }) => column));
  const needs = new Map(variables.map(({ column }) => [column, new Set<string>()]));
  const leadsTo = (from: string, to: string): boolean =>
    from === to || [...(needs.get(from) ?? [])].some((next) => leadsTo(next, to));
  const keep = (column: string, candidate: Candidate) => {
    if (!candidate.needs.every((needed) => known.has(needed) && !leadsTo(needed, column)))
      return false;
    for (const needed of candidate.needs) needs.get(column)?.add(needed);
    return true;
  };
  return variables.map((variable) => ({
    ...variable,
    candidates: variable.candidates.filter((candidate) => keep(variable.column, candidate)),
  }));
}
