import type { StatementObserver } from '@startkit/tenancy';

// One a process, also when a bundler loads this module twice.
const key = Symbol.for('@startkit/database/observer');
const shared = globalThis as { [key]?: StatementObserver | undefined };

/**
 * Has `observer` told of every statement of this process, on `db`, `tenantSql`, `superadminDb`, and on databases that were
 * given no observer of their own. At any time; undefined: nobody is told any more.
 */
export function observeStatements(observer: StatementObserver | undefined): void {
  shared[key] = observer;
}

/** Hands on to whoever observes at that moment. */
export const processObserver: StatementObserver = {
  get parameters() {
    return shared[key]?.parameters ?? false;
  },
  statement: (event) => shared[key]?.statement(event),
};
