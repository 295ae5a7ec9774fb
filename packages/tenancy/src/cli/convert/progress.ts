import type { PartProgress } from '../../convert/run/context.ts';
import type { Io } from '../command.ts';
import { progressOn, type Progress } from '../progress.ts';
import { duration } from './duration.ts';

const barWidth = 20;

export interface StepProgress {
  readonly show: (progress: PartProgress) => void;
  readonly end: Progress['end'];
}

interface Begun {
  readonly at: number;
  readonly done: number;
  readonly rows: number;
}

/** A line on how far a step is: a bar, rows a second, and the time that is left. */
export function stepProgress(io: Io, isAsked: boolean): StepProgress {
  const progress = progressOn(io, isAsked);
  const began = new Map<string, Begun>();
  return {
    end: () => progress.end(),
    show({ step, done, total, rows = 0, waiting }) {
      if (waiting !== undefined) return progress.show(`${step}: waits, ${waiting}`);
      const now = io.now().getTime();
      const start = began.get(step) ?? { at: now, done, rows };
      began.set(step, start);
      const seconds = (now - start.at) / 1_000;
      // Of the first moment nothing can be told.
      const speeds =
        seconds < 1
          ? []
          : [
              `${Math.round((rows - start.rows) / seconds).toLocaleString('en-US')} rows/s`,
              ...left(done - start.done, total - done, seconds),
            ];
      progress.show([bar(done, total), ...speeds, step].join('  '));
    },
  };
}

function left(done: number, more: number, seconds: number): readonly string[] {
  return done > 0 ? [`${duration((more * seconds) / done)} left`] : [];
}

/** `[########------------]  40 %`. */
function bar(done: number, total: number): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const full = Math.floor(barWidth * share);
  return `[${'#'.repeat(full)}${'-'.repeat(barWidth - full)}] ${`${Math.floor(100 * share)} %`.padStart(5)}`;
}
