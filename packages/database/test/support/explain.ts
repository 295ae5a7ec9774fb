import { sql, type SQL } from 'drizzle-orm';
import { withTenant, type Db } from '../../src/index.ts';

/** Whom a query is explained for. */
export interface ExplainContext {
  readonly organizationId: string;
  readonly userId?: string;
}

/** What the planner does with a query, from the top of its plan down. */
export interface Explained {
  /** The indexes it reads, in the order of the plan. */
  readonly indexes: readonly string[];
  /** What these are searched for, and what is left to filter. */
  readonly conditions: readonly string[];
  /** The kinds of the plan's nodes: "Index Scan", "Sort". */
  readonly nodes: readonly string[];
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly Node[];
}

/**
 * Explains a query as a tenant's unit runs it: as the app's login, behind the policies. Tables must have rows, and
 * be analyzed; the query is not run.
 *
 * @param db of a test database on a real server.
 */
export function explain(db: Db, context: ExplainContext, query: SQL): Promise<Explained> {
  return withTenant(context, () => explainAsIs(db, query));
}

/** The same in whatever context there is, or as the login of staff, which needs none. */
export async function explainAsIs(db: Db, query: SQL): Promise<Explained> {
  const { rows } = await db.execute<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
    sql`explain (format json) ${query}`,
  );
  const nodes = flatten(rows[0]!['QUERY PLAN'][0].Plan);
  return {
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    conditions: nodes.flatMap((node) => node['Index Cond'] ?? node['Recheck Cond'] ?? []),
    nodes: nodes.map((node) => node['Node Type']),
  };
}

function flatten(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
