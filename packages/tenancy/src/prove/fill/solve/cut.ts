import type { Candidate, Problem, Variable } from './problem.ts';

/** Shortens the lists of candidates until they have at most `most` combinations. */
export function cutTo({ variables, conditions }: Problem, most: number): Problem {
  const sizes = variables.map(({ candidates }) => candidates.length);
  while (sizes.reduce((product, size) => product * size, 1) > most) {
    const longest = Math.max(...sizes);
    if (longest <= 1) break;
    // The last of the longest: earlier columns keep what they have.
    sizes[sizes.lastIndexOf(longest)] = longest - 1;
  }
  return { variables: variables.map((variable, at) => cut(variable, sizes[at] ?? 1)), conditions };
}

function cut(variable: Variable, size: number): Variable {
  const { candidates, nullable } = variable;
  if (candidates.length <= size) return variable;
  const kept = candidates.slice(0, size);
  const none = candidates.find(isNull);
  const replaced = none && nullable && size > 1 && !kept.some(isNull);
  return { ...variable, candidates: replaced ? [...kept.slice(0, -1), none] : kept };
}

export function isNull({ sql }: Candidate): boolean {
  return sql === 'null';
}
