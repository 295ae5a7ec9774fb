import type { Queryable } from '../../catalog/queryable.ts';
import type { FileStep } from '../files/parse.ts';
import type { Direction, Place } from './journal.ts';

/** How much a conversion may ask of the server. Times in ms. */
export interface Pace {
  /** How long others may wait behind it for a lock, all in all. Default 100. */
  readonly lockTimeout: number;
  /** How long a lock is tried for, again and again. Default 600 000. */
  readonly patience: number;
  /** How long one batch holds its rows. Default 80. */
  readonly batchTime: number;
  /** Rows a second at most. Default: no bound. */
  readonly rowsPerSecond: number | undefined;
  /** How far replicas may be behind, in seconds, before it waits for them. Default 10. */
  readonly maxLag: number;
}

export const defaultPace: Pace = {
  lockTimeout: 100,
  patience: 600_000,
  batchTime: 80,
  rowsPerSecond: undefined,
  maxLag: 10,
};

/** What runs a part. */
export interface RunContext {
  readonly db: Queryable;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** "id.key"; asked for when contexts are signed. */
  readonly secret: string | undefined;
  readonly onProgress: (progress: PartProgress) => void;
}

/** One part that is to be run, and how far an earlier run has come with it. */
export interface PartRun {
  readonly step: FileStep;
  readonly direction: Direction;
  /** The number of the part among those of its step. */
  readonly part: number;
  readonly place: Place | undefined;
}

export interface PartProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** Rows that were written so far. */
  readonly rows?: number;
  /** What it waits for, when it does. */
  readonly waiting?: string;
}
