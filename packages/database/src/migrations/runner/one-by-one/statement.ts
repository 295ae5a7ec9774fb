import { createHash } from 'node:crypto';
import { child, list, option, text } from '../../parse/nodes.ts';
import { statementsOf, type Statement } from '../../parse/statements.ts';

/**
 * How a statement of a no-transaction migration runs, and what a run that was killed means for it.
 *
 * - `transaction`: in a transaction of its own that notes it as done. It runs once, whatever happens.
 * - `setting`: SET. It holds for the session, so every run sends it again.
 * - `index`: CREATE, DROP or REINDEX ... CONCURRENTLY. The catalog says whether it was done, and what half of it is left.
 * - `alone`: what refuses a transaction and leaves no trace that could be read (VACUUM, CALL, DO with COMMIT). When the run
 *   is killed between its end and the note of it, the next one runs it again.
 */
export type StatementKind = 'transaction' | 'setting' | 'index' | 'alone';

export interface OneStatement extends Pick<Statement, 'node' | 'sql'> {
  /** PostgreSQL's name of the statement: "IndexStmt". */
  readonly tree: string;
  readonly kind: StatementKind;
  /** SHA-256 of its text, in hex. */
  readonly hash: string;
}

/**
 * The statements of a text, one by one. What PostgreSQL's parser does not know (the syntax of a newer server) is left
 * as one, `alone`.
 */
export async function oneByOne(chunk: string): Promise<readonly OneStatement[]> {
  try {
    const statements = await statementsOf(chunk);
    return statements.map(({ kind: tree, node, sql }) => ({
      tree,
      node,
      sql,
      kind: kindOf(tree, node),
      hash: hashOf(sql),
    }));
  } catch {
    const sql = chunk.trim();
    return [{ tree: '', node: {}, sql, kind: 'alone', hash: hashOf(sql) }];
  }
}

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

function kindOf(tree: string, node: Statement['node']): StatementKind {
  if (tree === 'VariableSetStmt') return 'setting';
  if (isConcurrent(tree, node)) return 'index';
  return refusesTransaction(tree, node) ? 'alone' : 'transaction';
}

function isConcurrent(tree: string, node: Statement['node']): boolean {
  if (tree === 'IndexStmt' || tree === 'DropStmt') return node['concurrent'] === true;
  return tree === 'ReindexStmt' && list(node, 'params').some(isNamed('concurrently'));
}

const alwaysAlone = new Set([
  'AlterDatabaseStmt',
  'AlterSystemStmt',
  'CallStmt',
  'ClusterStmt',
  'CreateSubscriptionStmt',
  'CreatedbStmt',
  'DropSubscriptionStmt',
  'DropdbStmt',
  'ReindexStmt',
]);

function refusesTransaction(tree: string, node: Statement['node']): boolean {
  if (alwaysAlone.has(tree) || tree.includes('TableSpace')) return true;
  if (tree === 'VacuumStmt') return node['is_vacuumcmd'] === true;
  if (tree === 'DoStmt') return /\b(commit|rollback)\b/i.test(bodyOf(node));
  if (tree !== 'AlterTableStmt') return false;
  return list(node, 'cmds').some(
    (command) => child(child(command, 'def'), 'PartitionCmd')['concurrent'] === true,
  );
}

function bodyOf(node: Statement['node']): string {
  const body = list(node, 'args').find(isNamed('as')) ?? option(node, 'as');
  return text(child(child(body, 'arg'), 'String'), 'sval');
}

function isNamed(name: string) {
  return (element: Statement['node']) => text(element, 'defname') === name;
}
