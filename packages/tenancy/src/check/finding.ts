/** `error`: tenants can cross, or will with the next change. `warning`: a measure is missing. `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** One thing that a rule found. */
export interface Finding {
  /** "0001". */
  readonly rule: string;
  /** "row-security-off". */
  readonly name: string;
  readonly severity: Severity;
  /** The object as SQL writes it: `public.projects`, or `public.projects.tenant_select` for a part of it. */
  readonly object: string;
  /** What was found, in one clause. */
  readonly detail: string;
  /** Why it matters, in one sentence: the same for all findings of a rule. */
  readonly why: string;
  /** SQL that mends it; undefined where only people can. */
  readonly fix: string | undefined;
}

/** What names a finding across runs: its rule and object, and what was found. */
export function fingerprintOf({ rule, object, detail }: Finding): string {
  return `${rule} ${object}: ${detail}`;
}
