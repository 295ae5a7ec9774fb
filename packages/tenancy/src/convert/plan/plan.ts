/*
 * A plan: what will be done, in phases of steps. It is what the SQL files hold, and all that `run` and `rollback` know.
 */

/** The strongest lock that a step takes, and holds for a moment only, unless it says otherwise. */
export type Lock =
  | 'ACCESS EXCLUSIVE'
  | 'SHARE ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'ROW EXCLUSIVE'
  | 'none';

/** How a statement is run. */
export type Runs =
  /** In one transaction, with the note that it was done. */
  | { readonly in: 'transaction' }
  /** By itself, outside a transaction: an index, CONCURRENTLY. */
  | { readonly in: 'alone'; readonly index: string }
  /** Once for each range of a table's pages, a transaction each; $1 and $2 are the bounds of its `ctid`. */
  | { readonly in: 'batches'; readonly table: string; readonly quiet: boolean }
  /** Once for each range of a column, a transaction each; $1 and $2 are its bounds (excluded and included). */
  | { readonly in: 'ranges'; readonly table: string; readonly key: string; readonly size: number }
  /** As the key of the secret that contexts are signed with: what is run is made when it runs. */
  | { readonly in: 'secret' }
  /** A query that must find nothing: what it finds stops the conversion. */
  | { readonly in: 'check' };

export interface Part {
  readonly runs: Runs;
  /** One statement or several; one only where it runs otherwise than in a transaction. */
  readonly sql: string;
}

export interface Step {
  /** "public.orders.tenant-key": unique in the plan. */
  readonly id: string;
  /** What for, in one line. */
  readonly title: string;
  /** Tables that it locks or writes. */
  readonly tables: readonly string[];
  readonly lock: Lock;
  /** Rows that it reads or writes, estimated; undefined: it looks at none. */
  readonly rows: number | undefined;
  readonly up: Part;
  /** What takes it back, in order; none: nothing needs to be. */
  readonly down: readonly Part[];
}

export interface Phase {
  /** "02-columns": the name of its file. */
  readonly name: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Something that the conversion cannot do, or that somebody should know before it starts. */
export interface Obstacle {
  /** "exclusion:public.bookings.no_overlap": what `accept` names. */
  readonly name: string;
  /** An error stops the conversion before it starts, unless it is accepted; a warning does not. */
  readonly level: 'error' | 'warning';
  /** Whether it can be lived with. */
  readonly acceptable: boolean;
  readonly why: string;
  /** What to do. */
  readonly instead: string;
}

export interface Plan {
  readonly database: string;
  readonly phases: readonly Phase[];
  /** Those that are not accepted. */
  readonly obstacles: readonly Obstacle[];
}

/** A part that runs in a transaction. */
export const inTransaction = (...statements: readonly string[]): Part => ({
  runs: { in: 'transaction' },
  sql: statements.map((statement) => `${statement.trim().replace(/;$/, '')};`).join('\n'),
});

/** A part that makes or drops an index without locking its table. @param index what it is called, with its schema. */
export const alone = (index: string, statement: string): Part => ({
  runs: { in: 'alone', index },
  sql: `${statement};`,
});
