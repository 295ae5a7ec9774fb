import type { Attempt, Outcome, ProofReport } from '../../prove/types.ts';
import type { Tone } from '../text.ts';

/** Worst first, but for `unproved`: what nobody knows is said before what is known. */
export const outcomes: readonly Outcome[] = [
  'unproved',
  'leak',
  'accepted',
  'blocked',
  'no access',
];

/** How an outcome is shown. Never by its color alone. */
export const outcomeSigns: Readonly<
  Record<Outcome, { readonly symbol: string; readonly tone: Tone; readonly meaning: string }>
> = {
  unproved: {
    symbol: '?',
    tone: 'doubtful',
    meaning: 'could not be tried, or what came of it says nothing: not counted as safe',
  },
  leak: { symbol: '✗', tone: 'bad', meaning: 'the attack worked' },
  accepted: {
    symbol: '!',
    tone: 'doubtful',
    meaning:
      'it worked, as said beforehand: by the configuration, or as a limit of PostgreSQL that tells nothing of rows',
  },
  blocked: { symbol: '✓', tone: 'good', meaning: 'the database refused it, or gave nothing' },
  'no access': { symbol: '–', tone: 'quiet', meaning: 'the role has no right to begin with' },
};

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export function countOutcomes(attempts: readonly Attempt[]): OutcomeCounts {
  const counts = { unproved: 0, leak: 0, accepted: 0, blocked: 0, 'no access': 0 };
  for (const { outcome } of attempts) counts[outcome] += 1;
  return counts;
}

/** Who attacked, and how the context was forged. */
export function whoOf({ subject, variant }: Attempt): string {
  return variant === undefined ? subject : `${subject} (${variant})`;
}

/** Attempts with the given outcome, in the report's order. */
export function withOutcome(report: ProofReport, outcome: Outcome): readonly Attempt[] {
  return report.attempts.filter((attempt) => attempt.outcome === outcome);
}

/**
 * What a proof comes to. `excepted`: proved, but for what was accepted beforehand. Where nothing was
 * attacked, nothing is proved.
 */
export type Verdict = 'leaks' | 'unproved' | 'excepted' | 'proved';

export function verdictOf(report: ProofReport): Verdict {
  const counts = countOutcomes(report.attempts);
  if (counts.leak > 0) return 'leaks';
  const isEmpty = counts.blocked + counts['no access'] + counts.accepted === 0;
  if (isEmpty || unfilledTables(report).length > 0 || counts.unproved > 0 || !report.proved)
    return 'unproved';
  return counts.accepted > 0 ? 'excepted' : 'proved';
}

/** Tables without rows on which nothing was proved: what no role may touch is proved without any. */
export function unfilledTables({ tables, attempts }: ProofReport): ProofReport['tables'] {
  const proved = new Set(
    attempts.filter(({ outcome }) => outcome !== 'unproved').map(({ object }) => object),
  );
  return tables.filter(({ table, unfilled }) => unfilled !== undefined && !proved.has(table));
}

/** Whether nothing leaked, and nothing is unproved. */
export function isProved(report: ProofReport): boolean {
  const verdict = verdictOf(report);
  return verdict === 'proved' || verdict === 'excepted';
}
