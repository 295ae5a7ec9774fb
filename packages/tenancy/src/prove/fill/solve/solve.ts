import type { Held } from '../savepoint.ts';
import { solveCarefully } from './carefully.ts';
import { cutTo } from './cut.ts';
import { mended } from './mend.ts';
import { partsOf, type Problem, type Solution, type Unsolved } from './problem.ts';
import { solveStatement } from './statement.ts';

/** How many combinations are tried: first, and where that finds nothing. */
const rounds = [4_000, 150_000];

type Part = Readonly<Record<string, string | null>>;

/**
 * Finds values for all variables that satisfy all conditions, in one statement where nothing is in the way. A value or
 * a condition on which the server fails is left out or tried by itself.
 */
export async function solve(held: Held, problem: Problem): Promise<Solution | Unsolved> {
  const found = new Map<string, string | null>();
  let open = partsOf(problem);
  for (const most of rounds) {
    if (open.length === 0) break;
    const cut = open.map((part) => cutTo(part, most));
    const answers = (await together(held, cut)) ?? (await oneByOne(held, cut));
    const unsolved: Problem[] = [];
    open.forEach((part, at) => {
      const answer = answers[at];
      if (answer) note(found, part, answer);
      else unsolved.push(part);
    });
    open = unsolved;
  }
  const [hopeless] = open;
  return hopeless ? unsolvedOf(hopeless) : found;
}

export function isSolution(result: Solution | Unsolved): result is Solution {
  return result instanceof Map;
}

/** All parts by one statement; undefined when the server fails on it. */
async function together(
  held: Held,
  parts: readonly Problem[],
): Promise<readonly (Part | null)[] | undefined> {
  const columns = parts.map((_, at) => `row_to_json(p${at})::text as p${at}`).join(', ');
  const joins = parts
    .map((part, at) => `left join (${solveStatement(part)}) p${at} on true`)
    .join('\n');
  const answer = await held.try<Part>(`select ${columns} from (select) one ${joins}`);
  if (answer.error) return undefined;
  const [row] = answer.rows;
  return parts.map((_, at) => parsed(row?.[`p${at}`]));
}

async function oneByOne(held: Held, parts: readonly Problem[]): Promise<readonly (Part | null)[]> {
  const answers: (Part | null)[] = [];
  for (const part of parts) {
    const [answer] = (await together(held, [part])) ?? [await withCare(held, part)];
    answers.push(answer ?? null);
  }
  return answers;
}

async function withCare(held: Held, part: Problem): Promise<Part | null> {
  const without = await mended(held, part);
  if (without.variables.some(({ candidates }) => candidates.length === 0)) return null;
  const [answer] = (await together(held, [without])) ?? [await solveCarefully(held, without)];
  return answer ?? null;
}

function parsed(text: string | null | undefined): Part | null {
  return text ? (JSON.parse(text) as Part) : null;
}

function note(found: Map<string, string | null>, { variables }: Problem, answer: Part): void {
  variables.forEach(({ column }, at) => found.set(column, answer[`v${at}`] ?? null));
}

function unsolvedOf({ variables, conditions }: Problem): Unsolved {
  return {
    columns: variables.map(({ column }) => column),
    conditions: conditions.map(({ name }) => name),
  };
}
