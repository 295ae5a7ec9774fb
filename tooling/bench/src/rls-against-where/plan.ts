import { idOf } from '../dataset/schema.ts';
import type { Query } from './queries.ts';
import type { Side } from './side.ts';

/*
 * Plans of the two sides, made comparable. What policies add is InitPlans: subqueries without a reference to the
 * statement around them, which run once and whose value the nodes of the plan use like a parameter.
 */

/** A node as EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON) gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Output?: readonly string[];
  readonly Plans?: readonly PlanNode[];
  readonly [property: string]: unknown;
}

/** Runs the query of one side, and returns the plan it had. Nothing is kept. */
export async function explain(side: Side, query: Query, organization: number): Promise<PlanNode> {
  const { text, values } = side.statement(query, organization);
  return side.inTransaction(organization, async () => {
    const { rows } = await side.client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, buffers, verbose, timing off, format json) ${text}`,
      [...values],
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  });
}

/** The InitPlans, from the whole tree. */
export function initPlans(node: PlanNode): readonly PlanNode[] {
  const below = (node.Plans ?? []).flatMap(initPlans);
  return node['Parent Relationship'] === 'InitPlan' ? [node, ...below] : below;
}

/**
 * Buffers that the plan touched without those of its InitPlans. A node's figures include those of all nodes below it,
 * and an InitPlan runs where its value is first needed, so its buffers are in the root's.
 */
export function buffers(plan: PlanNode): number {
  const ofInitPlans = initPlans(plan).map(buffersOf);
  return ofInitPlans.reduce((rest, each) => rest - each, buffersOf(plan));
}

const buffersOf = (node: PlanNode) => node['Shared Hit Blocks'] + node['Shared Read Blocks'];

/** What a node is and does: what the two sides must have in common. */
export interface Shape {
  readonly does: Readonly<Record<string, unknown>>;
  readonly below: readonly Shape[];
}

/** All that says what a node does; figures, estimates and the columns it hands on do not. */
const properties = [
  'Node Type',
  'Operation',
  'Strategy',
  'Join Type',
  'Scan Direction',
  'Relation Name',
  'Alias',
  'Index Name',
  'Index Cond',
  'Recheck Cond',
  'Filter',
  'Join Filter',
  'Hash Cond',
  'Merge Cond',
  'One-Time Filter',
  'Sort Key',
  'Presorted Key',
  'Group Key',
  'Conflict Resolution',
  'Conflict Arbiter Indexes',
] as const;

/**
 * The plan without what policies add: the InitPlans, and the gate above a join whose tables' organizations must be the
 * same, a Result that compares the values of InitPlans once and hands its rows on. Wherever a condition has the
 * organization, as a value or from an InitPlan, it says `:organization`.
 */
export function shape(plan: PlanNode, organization: number): Shape {
  const names = [
    `'${idOf('organization', organization)}'::uuid`,
    ...initPlans(plan)
      .filter(({ Output }) => Output?.join() === 'app.current_org_id()')
      .map((node) => `(${node['Subplan Name']}).col1`),
  ];
  const neutral = (value: unknown): unknown =>
    typeof value === 'string'
      ? names.reduce((text, name) => text.replaceAll(name, ':organization'), value)
      : Array.isArray(value)
        ? value.map(neutral)
        : value;
  const of = (node: PlanNode): Shape => {
    const children = (node.Plans ?? []).filter(
      (child) => child['Parent Relationship'] !== 'InitPlan',
    );
    if (isGate(node, neutral) && children.length === 1) return of(children[0]!);
    const present = properties.filter((property) => node[property] !== undefined);
    return {
      does: Object.fromEntries(present.map((property) => [property, neutral(node[property])])),
      below: children.map(of),
    };
  };
  return of(plan);
}

const same = String.raw`\(:organization = :organization\)`;
const gate = new RegExp(`^(${same}|\\(${same}( AND ${same})+\\))$`);

function isGate(node: PlanNode, neutral: (value: unknown) => unknown): boolean {
  return node['Node Type'] === 'Result' && gate.test(String(neutral(node['One-Time Filter'])));
}
