import type { Held } from '../savepoint.ts';
import { blamed } from './blame.ts';
import { solveCarefully } from './carefully.ts';
import { cutTo } from './cut.ts';
import { mended } from './mend.ts';
import { partsOf, type Problem, type Solution, type Unsolved, type Variable } from './problem.ts';
import { solveStatement } from './statement.ts';

/** What is tried: the likeliest values in some combinations; where that finds nothing, more. */
const rounds = [
  { fewer: true, most: 400 },
  { fewer: false, most: 10_000 },
  { fewer: false, most: 150_000 },
];

type Part = Readonly<Record<string, string | null>>;

/**
 * Finds values for all variables that satisfy all conditions, in one statement where nothing is in the way. A value or
 * a condition on which the server fails is left out or tried by itself.
 *
 * @param ask the question, with the likeliest values only or with all.
 * @param fragile columns on whose values the server has failed, which are then asked for by themselves; it grows.
 */
export async function solve(
  held: Held,
  ask: (fewer: boolean) => Problem,
  fragile: Set<string> = new Set(),
): Promise<Solution | Unsolved> {
  const found = new Map<string, string | null>();
  let hopeless: Problem | undefined;
  for (const { fewer, most } of rounds) {
    const open = partsOf(ask(fewer)).filter(({ variables }) =>
      variables.some(({ column }) => !found.has(column)),
    );
    const cut = open.map((part) => cutTo(part, most));
    const answers = await answersTo(held, cut, fragile);
    open.forEach((part, at) => {
      const answer = answers[at];
      if (answer) note(found, part, answer);
    });
    hopeless = open.find((_, at) => !answers[at]);
    if (!hopeless) return found;
  }
  return hopeless ? blamed(held, hopeless) : found;
}

export function isSolution(result: Solution | Unsolved): result is Solution {
  return result instanceof Map;
}

async function answersTo(
  held: Held,
  parts: readonly Problem[],
  fragile: Set<string>,
): Promise<readonly (Part | null | undefined)[]> {
  const isFragile = ({ variables }: Problem) =>
    variables.some((one) => hasChoice(one) && fragile.has(one.column));
  const isHopeless = ({ variables }: Problem) =>
    variables.some(({ candidates }) => candidates.length === 0);
  const answers = new Map<Problem, Part | null>();
  for (const part of parts.filter(isHopeless)) answers.set(part, null);
  const sturdy = parts.filter((part) => !isFragile(part) && !answers.has(part));
  const together = await solveTogether(held, sturdy);
  sturdy.forEach((part, at) => {
    if (together) answers.set(part, together[at] ?? null);
  });
  for (const part of parts) {
    if (answers.has(part)) continue;
    const [answer] = isFragile(part) ? [undefined] : ((await solveTogether(held, [part])) ?? []);
    if (answer === undefined) {
      for (const { column } of part.variables.filter(hasChoice)) fragile.add(column);
    }
    answers.set(part, answer === undefined ? await withCare(held, part) : answer);
  }
  return parts.map((part) => answers.get(part));
}

function hasChoice({ candidates }: Variable): boolean {
  return candidates.length > 1;
}

/** All parts by one statement; undefined when the server fails on it. */
async function solveTogether(
  held: Held,
  parts: readonly Problem[],
): Promise<readonly (Part | null)[] | undefined> {
  if (parts.length === 0) return [];
  const columns = parts.map((_, at) => `row_to_json(p${at})::text as p${at}`).join(', ');
  const joins = parts
    .map((part, at) => `left join (${solveStatement(part)}) p${at} on true`)
    .join('\n');
  const answer = await held.try<Readonly<Record<string, string | null>>>(
    `select ${columns} from (select) one ${joins}`,
  );
  if (answer.error) return undefined;
  const [row] = answer.rows;
  return parts.map((_, at) => parsed(row?.[`p${at}`]));
}

async function withCare(held: Held, part: Problem): Promise<Part | null> {
  const without = await mended(held, part);
  if (without.variables.some(({ candidates }) => candidates.length === 0)) return null;
  const [answer] = (await solveTogether(held, [without])) ?? [await solveCarefully(held, without)];
  return answer ?? null;
}

function parsed(text: string | null | undefined): Part | null {
  return text ? (JSON.parse(text) as Part) : null;
}

function note(found: Map<string, string | null>, { variables }: Problem, answer: Part): void {
  variables.forEach(({ column }, at) => found.set(column, answer[`v${at}`] ?? null));
}
