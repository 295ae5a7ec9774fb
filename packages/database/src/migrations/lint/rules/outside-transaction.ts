import type { LintRule } from './rule.ts';

const kinds: Readonly<Record<string, string>> = {
  IndexStmt: 'CREATE INDEX CONCURRENTLY',
  DropStmt: 'DROP INDEX CONCURRENTLY',
  ReindexStmt: 'REINDEX CONCURRENTLY',
};

/** The server refuses these in a transaction; squawk does not say so of every one. */
export const outsideTransaction: LintRule = {
  name: 'outside-transaction',
  help: 'Put it into a migration of its own that begins with `-- startkit: no-transaction`.',
  find({ kind, node }, { transactional }) {
    const name = kinds[kind];
    if (name === undefined || !transactional || node['concurrent'] !== true) return [];
    return [`${name} does not run in a transaction.`];
  },
};
