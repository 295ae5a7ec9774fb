import type { Migration } from './registry.ts';

/** Migrations that share one transaction; the last step of a run applies the RLS in it as well. */
export interface TransactionStep {
  readonly kind: 'transaction';
  readonly migrations: readonly Migration[];
  readonly appliesRls: boolean;
}

/** A migration whose statements run one by one, such as CREATE INDEX CONCURRENTLY. */
export interface StatementsStep {
  readonly kind: 'statements';
  readonly migration: Migration;
}

export type Step = TransactionStep | StatementsStep;

/** The tags of the migrations of a step. */
export function tagsOf(step: Step): readonly string[] {
  return step.kind === 'statements' ? [step.migration.tag] : step.migrations.map(({ tag }) => tag);
}

/**
 * Cuts the pending migrations into steps.
 *
 * All transactional migrations in a row share ONE transaction, and the RLS is applied in the last
 * one. So a run without a no-transaction migration is all or nothing, and no other session ever sees
 * a new table without its policies. Where a no-transaction migration cuts the run, the tables made
 * before it are there without policies until the end of the run. Every grant comes from the RLS SQL, so nobody
 * but their owner can read them, unless default privileges say otherwise: that is looked for before each
 * commit, and refused. Tables, views and functions that the no-transaction migration itself makes are live at
 * once, so they belong into another one: what it exposes is found after it, and stops the run.
 *
 * One transaction for each migration would say in the journal how far a failed run came, but would leave
 * the application between two versions of the schema. The price: locks are held until the end of the run.
 */
export function planSteps(pending: readonly Migration[]): readonly Step[] {
  const steps: Step[] = [];
  let run: readonly Migration[] = [];
  for (const migration of pending) {
    if (migration.transactional) {
      run = [...run, migration];
      continue;
    }
    if (run.length > 0) steps.push({ kind: 'transaction', migrations: run, appliesRls: false });
    steps.push({ kind: 'statements', migration });
    run = [];
  }
  return [...steps, { kind: 'transaction', migrations: run, appliesRls: true }];
}
