import type { Db } from '@startkit/database';
import type { Seen } from './seen.ts';

/** Who does it, and somebody else whom they try to reach. */
export interface Actor {
  readonly db: Db;
  readonly own: string;
  readonly other: string;
  /** How long a statement took lately, with the wait for its connection, in ms. */
  readonly latency: number;
}

export interface Operation {
  readonly name: string;
  /** Statements it sends, unless it is aborted. */
  readonly statements: number;
  /** How it may end: {@link done}, or the `code` of an error. Left out: it is done. */
  readonly endings?: readonly string[];
  run(actor: Actor): Promise<readonly Seen[]>;
}

export const done = 'done';
export const aborted = 'ABORTED';
export const canceled = 'QUERY_CANCELED';

/** As an operation without a look at rows returns it. */
export const nothing: readonly Seen[] = [];

export function endingsOf({ endings = [done] }: Operation): readonly string[] {
  return endings;
}
