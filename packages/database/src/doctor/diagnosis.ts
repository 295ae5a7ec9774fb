/** What one check came to. */
export interface Diagnosis {
  /** What was looked at: "DATABASE_URL", "clock". */
  readonly subject: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found, one clause. */
  readonly found: string;
  /** What to do; left out where there is nothing to do. */
  readonly advice?: string;
}

/** One check: it never throws, what fails is a diagnosis. */
export type Check = (patient: Patient) => Promise<readonly Diagnosis[]>;

/** What is looked at. */
export interface Patient {
  /** The connection string of a connection. Throws as `connectionUrl` where there is none. */
  readonly urlOf: (name: PatientConnection) => Promise<string>;
  /** What contexts are signed with. Throws where it is not set. */
  readonly contextSecret: () => Promise<string>;
}

export type PatientConnection = 'app' | 'portal' | 'superadmin' | 'migration';

export const ok = (subject: string, found: string): Diagnosis => ({ subject, state: 'ok', found });

export const warning = (subject: string, found: string, advice: string): Diagnosis => ({
  subject,
  state: 'warning',
  found,
  advice,
});

export const failed = (subject: string, found: string, advice: string): Diagnosis => ({
  subject,
  state: 'failed',
  found,
  advice,
});
