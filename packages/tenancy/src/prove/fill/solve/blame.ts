import type { Held } from '../savepoint.ts';
import { cutTo } from './cut.ts';
import type { Condition, Problem, Unsolved } from './problem.ts';
import { combinations, where } from './statement.ts';

const most = 20_000;

/** Says what stands in the way of a solution: conditions that nothing satisfies by itself; else all there are. */
export async function blamed(held: Held, part: Problem): Promise<Unsolved> {
  const without = part.variables.filter(({ candidates }) => candidates.length === 0);
  if (without.length > 0)
    return unsolved(
      part,
      [],
      without.map(({ column }) => column),
    );
  const alone = part.conditions.map(
    (condition) => `exists (select from ${about(part, condition)})`,
  );
  const answer = await held.try<{ satisfied: string }>(
    `select array_to_json(array[${alone.join(', ')}]::boolean[])::text as satisfied`,
  );
  const satisfied = answer.error
    ? []
    : (JSON.parse(answer.rows[0]?.satisfied ?? '[]') as boolean[]);
  const impossible = part.conditions.filter((_, at) => satisfied[at] === false);
  const all = part.conditions.filter(({ name }) => !name.endsWith(' not null'));
  const named = [impossible, all].find(({ length }) => length > 0) ?? part.conditions;
  return unsolved(part, named, [...new Set(named.flatMap(({ columns }) => columns))]);
}

function about({ variables }: Problem, condition: Condition): string {
  const needed = new Set(condition.columns);
  for (const { column, candidates } of variables) {
    if (needed.has(column))
      for (const { needs } of candidates) for (const one of needs) needed.add(one);
  }
  const its = variables.filter(({ column }) => needed.has(column));
  return `${combinations(cutTo({ variables: its, conditions: [] }, most))}${where([condition])}`;
}

function unsolved(
  { variables }: Problem,
  conditions: readonly Condition[],
  columns: readonly string[],
): Unsolved {
  return {
    columns: variables.map(({ column }) => column).filter((column) => columns.includes(column)),
    conditions: conditions.map(({ name }) => name),
  };
}
