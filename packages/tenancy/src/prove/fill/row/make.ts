import { refusalOf } from './refusal.ts';
import type { Filling, Wish } from '../filling.ts';
import { insertRows, type Inserted } from './insert.ts';
import { nextJob, type Mode, type Solved } from './job.ts';
import { held, type Held } from '../savepoint.ts';
import { rowProblem } from './row-problem.ts';
import type { Target } from '../plan/targets.ts';
import type { Unsolved } from '../solve/problem.ts';
import { isSolution, solve } from '../solve/solve.ts';
import { waysFrom, type Way } from './ways.ts';

/** A row that was made, and the values that were given for it. */
export interface Made extends Solved {
  readonly inserted: Inserted;
}

/** Why rows could not be made. */
export interface Refusal {
  readonly reason: string;
  /**
   * - `unsolved`: no values satisfy the conditions.
   * - `collision`: another row is in the way.
   * - `missing`: a row that it needs is not there.
   * - `final`: no other way to try it helps.
   */
  readonly kind: 'unsolved' | 'collision' | 'other' | 'missing' | 'final';
}

/**
 * Makes rows, in one statement, so that they may point at each other.
 *
 * @param most how many ways are tried.
 * @returns the rows in the order of the wishes, or why the first way failed.
 */
export async function makeRows(
  filling: Filling,
  wishes: readonly Wish[],
  most = Infinity,
): Promise<readonly Made[] | Refusal> {
  const target = wishes[0]?.target;
  let first: Refusal | undefined;
  let tried = 0;
  for (const way of waysFrom(target && filling.ways.get(target))) {
    if (tried === most) break;
    if (first && !way.against.includes(first.kind)) continue;
    if (way.inContext && !filling.context) continue;
    tried += 1;
    const make = () => held(filling.admin, (one) => makeOneWay(filling, wishes, way, one));
    const result = await (way.inContext ? inContext(filling, wishes, make) : make());
    if (!isRefusal(result)) {
      if (target) filling.ways.set(target, way);
      return result;
    }
    first ??= result;
    if (result.kind === 'final' || result.kind === 'missing') break;
  }
  return first ?? { reason: 'nothing was tried', kind: 'final' };
}

export function isRefusal(result: readonly Made[] | Refusal): result is Refusal {
  return 'reason' in result;
}

function inContext(
  { admin, context }: Filling,
  [wish]: readonly Wish[],
  make: () => Promise<readonly Made[] | Refusal>,
): Promise<readonly Made[] | Refusal> {
  return held(admin, async (tried) => {
    if (!wish || !(await context?.enter(tried, wish.side))) {
      await tried.undo();
      return { reason: 'the first subject cannot enter its context', kind: 'final' };
    }
    const result = await make();
    await (isRefusal(result) ? tried.undo() : context?.leave(tried));
    return result;
  });
}

async function makeOneWay(
  filling: Filling,
  wishes: readonly Wish[],
  { lean, explicit, lent }: Way,
  tried: Held,
): Promise<readonly Made[] | Refusal> {
  // Rows that point at each other must know their keys beforehand.
  const mode = { lean, lent, explicit: explicit || wishes.length > 1 };
  const solved = await solveAll(filling, wishes, mode, tried);
  if ('reason' in solved) return solved;
  const rows = solved.map(({ job, values }) => ({ target: job.target, values }));
  const answer = await insertRows(tried, rows);
  if (answer.error) return refusalOf(filling, rows[0]?.target, answer.error);
  const made = solved.flatMap((one, at) => {
    const inserted = answer.rows[at];
    return inserted ? [{ ...one, inserted }] : [];
  });
  const reason = wrong(wishes, made);
  if (reason === undefined) return made;
  await tried.undo();
  return { reason, kind: 'other' };
}

async function solveAll(
  filling: Filling,
  wishes: readonly Wish[],
  mode: Mode,
  tried: Held,
): Promise<readonly Solved[] | Refusal> {
  const solved: Solved[] = [];
  for (;;) {
    const job = await nextJob(filling, { wishes, solved }, mode);
    if (!job) return solved;
    if ('missing' in job) {
      const parent = filling.tables.get(job.missing.references)?.ident;
      const what = parent === undefined ? 'a table that cannot be read' : parent;
      return {
        reason: `${job.missing.name} needs a row of ${what}, and it has none`,
        kind: 'missing',
      };
    }
    const values = await solve(
      tried,
      (fewer) => rowProblem(job, fewer),
      fragileOf(filling, job.target),
    );
    if (!isSolution(values)) return { reason: describe(values), kind: 'unsolved' };
    solved.push({ job, values });
  }
}

function describe({ columns, conditions }: Unsolved): string {
  const none = `no values were found for (${columns.join(', ')})`;
  return conditions.length === 0 ? none : `${none} that satisfy: ${conditions.join('; ')}`;
}

function fragileOf({ fragile }: Filling, target: Target): Set<string> {
  const columns = fragile.get(target) ?? new Set();
  fragile.set(target, columns);
  return columns;
}

/** What is wrong with rows that the server took. */
function wrong(wishes: readonly Wish[], made: readonly Made[]): string | undefined {
  if (made.length < wishes.length)
    return 'the server took the row and kept none: a trigger or a rule';
  for (const { job, values, inserted } of made) {
    const { table } = job.target;
    if (inserted.table !== table.oid) return `a row for ${table.ident} went elsewhere`;
    const tenant = table.scope === 'tenant' ? table.key : undefined;
    if (tenant !== undefined && inserted.values[tenant] !== values.get(tenant)) {
      return `a trigger made another tenant's row of it: it changed ${tenant}`;
    }
  }
  return undefined;
}
