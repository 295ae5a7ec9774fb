/*
 * What a row must be, as a question to the server: for each column a list of values it may have, and conditions on
 * them. Which values go together is for the server to find: it alone knows what its operators and functions say.
 */

/** A value that a column may have. */
export interface Candidate {
  /** An expression, which is cast to the column's type. */
  readonly sql: string;
  /** Columns that it is made of: it is the value that goes with theirs. */
  readonly needs: readonly string[];
}

/** A column whose value is looked for. */
export interface Variable {
  readonly column: string;
  /** What candidates are cast to. */
  readonly type: string;
  /** The first that will do is taken. Never empty. */
  readonly candidates: readonly Candidate[];
  /** Where the list is cut, NULL stays in it. */
  readonly nullable: boolean;
}

export interface Condition {
  /** On the columns' names; NULL satisfies it. */
  readonly sql: string;
  readonly columns: readonly string[];
  /** For the report: "check orders_total_check". */
  readonly name: string;
}

export interface Problem {
  readonly variables: readonly Variable[];
  /** Each on columns that are variables. */
  readonly conditions: readonly Condition[];
}

/** Each column's value, as text. */
export type Solution = ReadonlyMap<string, string | null>;

/** Why a part of a problem has no solution. */
export interface Unsolved {
  readonly columns: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * Splits a problem into parts that have no choice in common. A column that has but one value is in each part that
 * mentions it.
 */
export function partsOf({ variables, conditions }: Problem): readonly Problem[] {
  const settled = new Set(variables.filter(isSettled).map(({ column }) => column));
  const groups = new Map(variables.map(({ column }) => [column, new Set([column])]));
  const join = (columns: readonly string[]) => {
    const open = columns.filter((column) => !settled.has(column));
    const all = new Set(open.flatMap((column) => [...(groups.get(column) ?? [])]));
    for (const column of all) groups.set(column, all);
  };
  for (const { columns } of conditions) join(columns);
  for (const { column, candidates } of variables) {
    for (const { needs } of candidates) join([column, ...needs]);
  }
  const open = [...new Set(groups.values())].filter(
    (columns) => ![...columns].every((one) => settled.has(one)),
  );
  const parts = open.map((columns) => part({ variables, conditions }, columns));
  const known = new Set(parts.flatMap((one) => one.conditions));
  const rest = { variables, conditions: conditions.filter((condition) => !known.has(condition)) };
  return settled.size === 0 ? parts : [...parts, part(rest, settled)];
}

/** Those conditions that mention one of the columns, with all variables in them. */
function part({ variables, conditions }: Problem, columns: ReadonlySet<string>): Problem {
  const its = conditions.filter((condition) =>
    condition.columns.some((column) => columns.has(column)),
  );
  const needed = variables
    .filter(({ column }) => columns.has(column))
    .flatMap(({ candidates }) => candidates.flatMap(({ needs }) => needs));
  const all = new Set([...columns, ...needed, ...its.flatMap((condition) => condition.columns)]);
  return { variables: variables.filter(({ column }) => all.has(column)), conditions: its };
}

const literal = /^(?: ?E?'(?:[^']|'')*'|null|\d+)$/;

/** Whether there is nothing to choose, and the value is the same wherever it is written. */
function isSettled({ candidates }: Variable): boolean {
  const [only, ...more] = candidates;
  return only !== undefined && more.length === 0 && literal.test(only.sql);
}
