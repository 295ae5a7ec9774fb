import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canvasDatabase, type CanvasDatabase } from './support.ts';

let its: CanvasDatabase;

beforeAll(async () => {
  its = await canvasDatabase();
});
afterAll(() => its.close());

interface Node {
  readonly [key: string]: unknown;
  readonly Plans?: readonly Node[];
}

/** Every node of a plan, with what it stands under. */
function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

async function planOf(statement: string): Promise<readonly Node[]> {
  const { rows } = await its.as('erin')(() =>
    its.db.execute<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
      sql.raw(`explain (format json, verbose) ${statement}`),
    ),
  );
  return nodesOf(rows[0]!['QUERY PLAN'][0]!.Plan);
}

const callsOf = (value: unknown) => JSON.stringify(value).match(/\bapp\.\w+\(/g) ?? [];
/** What a node does, without what it gives and stands on. */
const conditionsOf = (node: Node) =>
  Object.entries(node).filter(([name]) => !['Plans', 'Output', 'Subplan Name'].includes(name));
const isInitPlan = (node: Node) => node['Parent Relationship'] === 'InitPlan';

const tables = ['agents', 'executions', 'models', 'canvases', 'canvas_versions', 'canvas_shares'];
const statements = [
  ...tables.map((table) => `select * from ${table}`),
  `update canvases set name = 'x'`,
  `update canvas_shares set permission = 'view'`,
  `delete from canvas_shares`,
];

describe('what the policies ask', () => {
  test.each(statements)('%s: once a statement, never once a row', async (statement) => {
    const nodes = await planOf(statement);
    const perRow = nodes
      .filter((node) => !isInitPlan(node))
      .flatMap((node) => callsOf(conditionsOf(node)));
    expect(perRow).toEqual([]);
    const once = nodes.filter(isInitPlan).flatMap(({ Output }) => callsOf(Output));
    expect(once).toContain('app.current_org_id(');
    // One that is hashed is run once.
    const subPlans = nodes.flatMap(
      (node) => JSON.stringify(conditionsOf(node)).match(/(hashed )?SubPlan \d+/g) ?? [],
    );
    expect(subPlans.filter((name) => !name.startsWith('hashed '))).toEqual([]);
  });

  // In an array they would be sorted, or gone through, for every row that is looked up.
  test.each(['canvas_versions', 'canvas_shares'])('of %s: canvases in a hash', async (table) => {
    const conditions = (await planOf(`select * from ${table}`)).map(conditionsOf);
    expect(JSON.stringify(conditions)).toContain('hashed SubPlan');
  });

  test('shares of all canvases are looked up once', async () => {
    const nodes = await planOf('select * from canvases');
    const calls = nodes.filter(isInitPlan).flatMap(({ Output }) => callsOf(Output));
    expect(calls.filter((call) => call === 'app.shared_canvas_ids(')).toHaveLength(1);
  });
});
