import { resolve } from 'node:path';
import { ConfigurationError } from '../../config/error.ts';
import { parseContextSecret } from '../../context/signature.ts';
import { defaultFolder } from '../../convert/report/plan.ts';
import type { Pace } from '../../convert/run/context.ts';
import { textOf, type Flags, type Io } from '../command.ts';
import { contextSecretText } from '../env.ts';

/** The folder of the plan: absolute, and as it was named. */
export function folderOf(flags: Flags, io: Io): { readonly path: string; readonly shown: string } {
  const shown = textOf(flags, 'folder') ?? defaultFolder;
  return { path: resolve(io.folder, shown), shown };
}

/** `npx tenancy convert run --folder other`: what is to be called next, on the same plan. */
export function nextCommand(part: string, shown: string): string {
  return `npx tenancy convert ${part}${shown === defaultFolder ? '' : ` --folder ${shown}`}`;
}

/** @throws ConfigurationError when a number is none. */
export function paceOf(flags: Flags): Partial<Pace> {
  const rows = numberOf(flags, 'rows-per-second');
  const lag = numberOf(flags, 'max-lag');
  const lock = wholeNumberOf(flags, 'lock-timeout');
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

/** To the server a fraction of a millisecond is 0: no bound at all. */
function wholeNumberOf(flags: Flags, name: string): number | undefined {
  const number = numberOf(flags, name);
  if (number === undefined || Number.isSafeInteger(number)) return number;
  throw new ConfigurationError(`--${name} ${textOf(flags, name)}: expected a whole number.`);
}

/**
 * What contexts are signed with; undefined where it is not set.
 *
 * @throws ConfigurationError when it is none, before hours have gone by.
 */
export function contextSecret(): string | undefined {
  const secret = contextSecretText();
  if (secret === undefined) return undefined;
  try {
    parseContextSecret(secret);
  } catch (cause) {
    throw new ConfigurationError((cause as Error).message, { cause });
  }
  return secret;
}
