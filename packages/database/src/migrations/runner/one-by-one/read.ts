import { OperationError } from '../../../environment/errors.ts';
import { text } from '../../parse/nodes.ts';
import type { Migration } from '../registry.ts';
import type { StatementProgress } from './progress.ts';
import { oneByOne, type OneStatement } from './statement.ts';

/**
 * The statements of a no-transaction migration, and what of them is done.
 *
 * @throws OperationError `MIGRATIONS_INVALID` for what could not be resumed, `MIGRATIONS_DRIFTED` when a statement that was
 * run has changed since. Nothing was run.
 */
export async function readStatements(
  migration: Migration,
  progress: readonly StatementProgress[],
): Promise<readonly OneStatement[]> {
  const chunks = await Promise.all(migration.statements.map((chunk) => oneByOne(chunk)));
  const statements = chunks.flat();
  for (const statement of statements) refuse(migration, statement);
  const changed = progress.find(
    ({ position, hash, state }) => state === 'done' && statements[position]?.hash !== hash,
  );
  if (changed !== undefined) throw changedSince(migration, changed.position);
  return statements;
}

function refuse({ tag }: Migration, { tree, kind, node }: OneStatement): void {
  if (tree === 'TransactionStmt') {
    throw invalid(
      `${tag} is marked no-transaction and says BEGIN, COMMIT or ROLLBACK. Each of its statements is a transaction of ` +
        'its own, or none: leave the words out, and put what belongs together into a migration without the mark.',
    );
  }
  if (tree === 'IndexStmt' && kind === 'index' && text(node, 'idxname') === '') {
    throw invalid(
      `${tag} makes an index concurrently without naming it. Name it: a run that is interrupted leaves an index ` +
        'behind, and the next one could not tell which.',
    );
  }
}

function invalid(message: string): OperationError {
  return new OperationError('MIGRATIONS_INVALID', `${message} Nothing of it was run.`);
}

function changedSince({ tag, when }: Migration, position: number): OperationError {
  return new OperationError(
    'MIGRATIONS_DRIFTED',
    `Statement ${position + 1} of ${tag} was run by an earlier run, which then failed at a later one, and reads otherwise ` +
      'now. Nothing was changed. Restore it as it was (git log), and add what is missing behind it. Or undo it by hand ' +
      `and forget it: delete from drizzle.startkit_progress where migration = ${when} and position >= ${position};`,
  );
}
