import type { Markers } from './markers.ts';
import type { Answer, Attempt, AttackingSubject, Outcome } from './types.ts';

/** What one statement of an attack came to. */
export interface Trial {
  readonly outcome: Outcome;
  readonly answer: string;
  readonly statement: string;
}

const weight: readonly Outcome[] = ['no access', 'blocked', 'accepted', 'unproved', 'leak'];

/** The trial that decides an attack: the worst. */
export function decisive(trials: readonly Trial[]): Trial | undefined {
  return trials.toSorted((a, b) => weight.indexOf(b.outcome) - weight.indexOf(a.outcome))[0];
}

/** Timeouts and locks that were not to be had say nothing of isolation, nor does a server that is in trouble. */
export function saysNothing(answer: Answer): boolean {
  return !answer.ok && /^(57|55P03|40|53|54|58|XX)/.test(answer.code);
}

export const isDenied = (answer: Answer): boolean => !answer.ok && answer.code === '42501';

/** What the server said, without the values of rows. */
export function said(answer: Answer, markers: Markers, count?: number): string {
  if (answer.ok) {
    const rows = count ?? answer.count;
    return rows === 1 ? '1 row' : `${rows} rows`;
  }
  const message = answer.code.startsWith('22')
    ? answer.message.replaceAll(/"[^"]*"/g, '"…"')
    : answer.message;
  return markers.all.reduce(
    (text, value) => text.replaceAll(value, '…'),
    `${answer.code}: ${message}`,
  );
}

/** How a subject's outcome is to be read: a forged context works where the configuration says so. */
export function judged(
  outcome: Outcome,
  { kind }: AttackingSubject,
  signedContext: boolean | undefined,
): Outcome {
  return outcome === 'leak' && kind === 'forged' && signedContext === false ? 'accepted' : outcome;
}

export type AttemptOf = Pick<Attempt, 'attack' | 'object'>;
