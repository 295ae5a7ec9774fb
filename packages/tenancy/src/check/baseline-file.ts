import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError, invalidFile } from '../config/error.ts';
import { dayOf, type Baseline } from './baseline.ts';

/**
 * Reads a baseline file.
 *
 * @param today the day that is compared with: nothing is accepted for more than a year.
 * @throws ConfigurationError when it is not there, or an entry has no reason or no good date; says which.
 */
export function readBaseline(file: string, today: string): Baseline {
  const parsed = baselineFile(today).safeParse(readJson(file));
  if (!parsed.success) throw invalidFile(file, parsed.error);
  return parsed.data.accepted;
}

/** Writes a baseline file, all of it or nothing. */
export function writeBaseline(file: string, baseline: Baseline): void {
  const text = `${JSON.stringify({ version: 1, accepted: baseline }, undefined, 2)}\n`;
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/**
 * @returns the day, when it may be the last one of an acceptance.
 * @throws ConfigurationError
 */
export function expiryDay(text: string, today: string): string {
  const parsed = lastDay(today)
    .refine((day) => day >= today, 'that day is over: nothing would be accepted')
    .safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(`--until ${text}: ${parsed.error.issues[0]?.message}`);
}

function baselineFile(today: string) {
  const entry = z.strictObject({
    fingerprint: z.string().min(1),
    reason: z.string().refine((text) => text.trim() !== '', 'there is no reason'),
    expires: lastDay(today),
  });
  return z
    .strictObject({ version: z.literal(1), accepted: z.array(entry) })
    .superRefine(({ accepted }, context) => {
      const seen = new Set<string>();
      for (const [index, { fingerprint }] of accepted.entries()) {
        if (seen.has(fingerprint)) {
          const path = ['accepted', index, 'fingerprint'];
          context.addIssue({ code: 'custom', path, message: 'is listed twice' });
        }
        seen.add(fingerprint);
      }
    });
}

function lastDay(today: string) {
  return z
    .string()
    .refine(isDay, { error: 'expected a day, as 2026-12-31', abort: true })
    .refine(withinAYear(today), `is more than a year ahead: ${aYearAfter(today)} at the latest`);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 2026-02-30 is read as a day in March.
  return !Number.isNaN(date.getTime()) && dayOf(date) === text;
}

function withinAYear(today: string): (day: string) => boolean {
  return (day) => day <= aYearAfter(today);
}

function aYearAfter(today: string): string {
  return `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationError(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
