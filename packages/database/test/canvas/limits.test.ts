import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withDeleted } from '../../src/index.ts';
import {
  agents,
  canvases,
  executions,
  limitedResources,
  planLimits,
  plans,
  subscriptions,
} from '../../src/schema/index.ts';
import { canvasDatabase, type CanvasDatabase } from './support.ts';

let its: CanvasDatabase;
let agentId: string;

beforeAll(async () => {
  its = await canvasDatabase();
});
beforeEach(async () => {
  await its.superadminDb.delete(executions);
  await its.superadminDb.execute(sql`delete from agents where organization_id = ${its.acme}`);
  await its.superadminDb.update(canvases).set({ deletedAt: new Date() });
  await its.setLimits({ agents: 2, canvases: 2, executionsPerMonth: 2 });
  agentId = await its.newAgent('First');
});
afterAll(() => its.close());

let names = 0;
const byErin = () => ({ createdBy: its.people.user('erin') });
/** As a member who may. */
const insert = {
  agents: async () => {
    await its.db.insert(agents).values({ name: `A${(names += 1)}`, type: 'target' });
  },
  canvases: async () => {
    await its.db.insert(canvases).values({ modelId: its.modelId, name: 'C', ...byErin() });
  },
  executions: async () => {
    await its.db.insert(executions).values({ agentId, ...byErin() });
  },
};
type Limited = keyof typeof insert;

const actor = (table: Limited) => its.as(table === 'agents' ? 'dave' : 'erin');
const add = (table: Limited) => actor(table)(insert[table]);

/** Whether one waits for the lock under which places are counted. */
async function somebodyWaits(): Promise<boolean> {
  const { rows } = await its.superadminDb.execute(
    sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length > 0;
}

const reached = (table: Limited) => ({
  code: 'CHECK_VIOLATION',
  table,
  constraint: `${table}_plan_limit`,
});

describe.each(['agents', 'canvases', 'executions'] as const)('%s', (table) => {
  const room = table === 'agents' ? 1 : 2;

  test('are added up to the limit, and no further', async () => {
    for (let place = 0; place < room; place += 1) await add(table);
    await expect(add(table)).rejects.toMatchObject(reached(table));
  });

  test('for the last place of two who come at once: the second waits, and is refused', async () => {
    for (let place = 1; place < room; place += 1) await add(table);
    let commit = () => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    await new Promise<void>((resolve, reject) => {
      actor(table)(() =>
        its.db.transaction(async () => {
          await insert[table]();
          resolve();
          await held;
        }),
      ).catch(reject);
    });
    let settled = false;
    const second = add(table)
      .catch((error: unknown) => error)
      .finally(() => (settled = true));
    while (!settled && !(await somebodyWaits())) await sleep(5);
    const waited = !settled;
    commit();
    expect(waited).toBe(true);
    expect(await second).toMatchObject(reached(table));
  });

  test('in a snapshot that would not see the others are refused', async () => {
    const attempt = actor(table)(() =>
      its.db.transaction(insert[table], { isolationLevel: 'repeatable read' }),
    );
    await expect(attempt).rejects.toMatchObject({ sqlState: '25001' });
  });
});

test('those of another organization do not count', async () => {
  const organizationId = its.people.organization('tech-startup-inc');
  const theirs = ['One', 'Two'].map((name) => ({ organizationId, name, type: 'target' }));
  await its.superadminDb.insert(agents).values(theirs);
  await add('agents');
});

describe('a deleted one', () => {
  const remove = () =>
    its.superadminDb.update(agents).set({ deletedAt: new Date() }).where(eq(agents.id, agentId));

  test('frees its place, and needs one to come back', async () => {
    await add('agents');
    await remove();
    await add('agents');
    const restore = its.as('dave')(() =>
      withDeleted(() =>
        its.db.update(agents).set({ deletedAt: null }).where(eq(agents.id, agentId)),
      ),
    );
    await expect(restore).rejects.toMatchObject(reached('agents'));
  });
});

test('executions of former months do not count', async () => {
  for (const month of ['2020-01-31', '2020-02-01']) {
    const row = { organizationId: its.acme, agentId, createdAt: new Date(month) };
    await its.superadminDb.insert(executions).values(row);
  }
  await add('executions');
  await add('executions');
  await expect(add('executions')).rejects.toMatchObject(reached('executions'));
});

test('staff are not bound', async () => {
  await its.newAgent('Second');
  await its.newAgent('Third');
});

describe('the limit of an organization', () => {
  const limits = async () => {
    const resources = limitedResources.map((name) => sql`app.plan_limit(${name})`);
    const { rows } = await its.as('victor')(() =>
      its.db.execute<{ limits: unknown }>(
        sql`select array[${sql.join(resources, sql`, `)}] as limits`,
      ),
    );
    return rows[0]!.limits;
  };
  const subscribe = (plan: (typeof plans)[number], status = 'active') =>
    its.superadminDb
      .update(subscriptions)
      .set({ plan, status })
      .where(eq(subscriptions.organizationId, its.acme));
  const ofPlan = (plan: (typeof plans)[number]) =>
    limitedResources.map((name) => planLimits[plan][name]);

  test.each(plans)('is that of the plan %s', async (plan) => {
    await its.setLimits({});
    await subscribe(plan);
    expect(await limits()).toEqual(ofPlan(plan));
  });

  test('is that of the free plan once nobody pays', async () => {
    await its.setLimits({});
    await subscribe('enterprise', 'canceled');
    expect(await limits()).toEqual(ofPlan('free'));
  });

  test('is what was agreed, where something was', async () => {
    await subscribe('free');
    await its.setLimits({ agents: 7 });
    expect(await limits()).toEqual([
      7,
      planLimits.free.canvases,
      planLimits.free.executionsPerMonth,
    ]);
  });
});
