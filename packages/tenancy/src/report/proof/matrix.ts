import type { ProofReport } from '../../prove/types.ts';
import { countOutcomes, type OutcomeCounts } from './outcomes.ts';

/** What came of all attacks, objects by subjects. */
export interface Matrix {
  /** Names of the columns: who attacked. */
  readonly subjects: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly object: string;
  /** Undefined: it is no table, or nobody classified it. */
  readonly scope: string | undefined;
  /** Why the table has no rows, so that nothing on it says anything. */
  readonly unfilled: string | undefined;
  /** One for each subject; undefined where it was not attacked. */
  readonly cells: readonly (OutcomeCounts | undefined)[];
}

/** Tables first, in the report's order, then what else was attacked. */
export function matrixOf(report: ProofReport): Matrix {
  const subjects = unique([
    ...report.subjects.map(({ name }) => name),
    ...report.attempts.map(({ subject }) => subject),
  ]);
  const tables = new Map(report.tables.map((table) => [table.table, table]));
  const objects = unique([...tables.keys(), ...report.attempts.map(({ object }) => object)]);
  const byCell = groupBy(report.attempts, ({ object, subject }) => cellKey(object, subject));
  return {
    subjects,
    rows: objects.map((object) => ({
      object,
      scope: tables.get(object)?.scope,
      unfilled: tables.get(object)?.unfilled,
      cells: subjects.map((subject) => {
        const attempts = byCell.get(cellKey(object, subject));
        return attempts && countOutcomes(attempts);
      }),
    })),
  };
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function cellKey(object: string, subject: string): string {
  return JSON.stringify([object, subject]);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
