import { resolve } from 'node:path';
import { ConfigurationError } from '../../config/error.ts';
import type { Pace, PartProgress } from '../../convert/run/context.ts';
import { textOf, type Flags, type Io } from '../command.ts';
import { progressOn, type Progress } from '../progress.ts';

/** The folder of the plan: absolute, and as it was named. */
export function folderOf(flags: Flags, io: Io): { readonly path: string; readonly shown: string } {
  const shown = textOf(flags, 'folder') ?? 'conversion';
  return { path: resolve(io.folder, shown), shown };
}

/** @throws ConfigurationError when a number is none. */
export function paceOf(flags: Flags): Partial<Pace> {
  const rows = numberOf(flags, 'rows-per-second');
  const lag = numberOf(flags, 'max-lag');
  const lock = numberOf(flags, 'lock-timeout');
  const patience = numberOf(flags, 'patience');
  return {
    ...(rows === undefined ? {} : { rowsPerSecond: rows }),
    ...(lag === undefined ? {} : { maxLag: lag }),
    ...(lock === undefined ? {} : { lockTimeout: lock }),
    ...(patience === undefined ? {} : { patience: patience * 1_000 }),
  };
}

function numberOf(flags: Flags, name: string): number | undefined {
  const given = textOf(flags, name);
  if (given === undefined) return undefined;
  const number = Number(given);
  if (Number.isFinite(number) && number > 0 && given.trim() !== '') return number;
  throw new ConfigurationError(`--${name} ${given}: expected a number above 0.`);
}

/** A line on how far a step is, and what is left of it. */
export function showsProgress(
  io: Io,
  isAsked: boolean,
): {
  readonly show: (progress: PartProgress) => void;
  readonly end: Progress['end'];
} {
  const progress = progressOn(io, isAsked);
  const began = new Map<string, { readonly at: number; readonly done: number }>();
  return {
    end: () => progress.end(),
    show({ step, done, total, waiting }) {
      if (waiting !== undefined) return progress.show(`${step}: waits, ${waiting}`);
      const now = io.now().getTime();
      const start = began.get(step) ?? { at: now, done };
      began.set(step, start);
      const share = total === 0 ? '' : `${Math.floor((100 * done) / total)} %`.padStart(5);
      const seconds = (now - start.at) / 1_000;
      const speed = (done - start.done) / Math.max(seconds, 0.001);
      const left = speed > 0 && seconds > 1 ? `, ${duration((total - done) / speed)} left` : '';
      progress.show(`${share}  ${step}${left}`);
    },
  };
}

/** "3 min", "12 s". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
