import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { executions, executionStatuses, type ExecutionStatus } from '../../src/schema/index.ts';
import { canvasDatabase, type CanvasDatabase } from './support.ts';

let its: CanvasDatabase;
let agentId: string;

beforeAll(async () => {
  its = await canvasDatabase();
  agentId = await its.newAgent('Runner');
});
afterAll(() => its.close());

type Values = Partial<typeof executions.$inferInsert>;

const started = new Date('2026-01-01T10:00:00Z');
const finished = new Date('2026-01-01T10:01:00Z');

/** What a row of a status holds besides it. */
const columns: Readonly<Record<ExecutionStatus, Values>> = {
  queued: { startedAt: null, finishedAt: null, error: null },
  running: { startedAt: started, finishedAt: null, error: null },
  succeeded: { startedAt: started, finishedAt: finished, error: null, output: { done: true } },
  failed: { startedAt: started, finishedAt: finished, error: 'no answer' },
  cancelled: { startedAt: null, finishedAt: finished, error: null },
};

async function executionThatIs(status: ExecutionStatus): Promise<string> {
  const row = { organizationId: its.acme, agentId, status, ...columns[status] };
  const [execution] = await its.superadminDb.insert(executions).values(row).returning();
  return execution!.id;
}

const change = (id: string, values: Values) =>
  its.db.update(executions).set(values).where(eq(executions.id, id));

const order = { code: 'CHECK_VIOLATION', constraint: 'executions_status_order' };

const allowed = new Set([
  'queued running',
  'queued cancelled',
  'running succeeded',
  'running failed',
  'running cancelled',
]);
const pairs = executionStatuses.flatMap((from) =>
  executionStatuses.filter((to) => to !== from).map((to) => [from, to] as const),
);

describe('an execution', () => {
  test.each(pairs)('that is %s: to %s', async (from, to) => {
    const id = await executionThatIs(from);
    const attempt = its.system(() => change(id, { status: to, ...columns[to] }));
    const outcome = await attempt.then(
      () => 'done',
      (error: { constraint: string }) => error.constraint,
    );
    expect(outcome).toBe(allowed.has(`${from} ${to}`) ? 'done' : 'executions_status_order');
  });

  test.each(['succeeded', 'failed', 'cancelled'] as const)(
    'that is %s stays as it is, for staff too',
    async (status) => {
      const id = await executionThatIs(status);
      const values = { output: { changed: true } };
      await expect(its.system(() => change(id, values))).rejects.toMatchObject(order);
      const byStaff = its.superadminDb.update(executions).set(values).where(eq(executions.id, id));
      await expect(byStaff).rejects.toMatchObject(order);
    },
  );

  test.each([
    ['queued', { startedAt: started }, 'executions_started_at_check'],
    ['running', { startedAt: null }, 'executions_started_at_check'],
    ['running', { finishedAt: finished }, 'executions_finished_at_check'],
    ['succeeded', { finishedAt: null }, 'executions_finished_at_check'],
    ['succeeded', { startedAt: null }, 'executions_started_at_check'],
    ['succeeded', { finishedAt: new Date(0) }, 'executions_duration_check'],
    ['succeeded', { error: 'but' }, 'executions_error_check'],
    ['failed', { error: null }, 'executions_error_check'],
  ] as const)('that is %s does not hold %o', async (status, values, constraint) => {
    const row = { organizationId: its.acme, agentId, status, ...columns[status], ...values };
    const attempt = its.superadminDb.insert(executions).values(row);
    await expect(attempt).rejects.toMatchObject({ constraint });
  });
});

describe('asking for one', () => {
  const ask = (user: string, values: Values = {}) =>
    its.as(user)(() =>
      its.db.insert(executions).values({ agentId, createdBy: its.people.user(user), ...values }),
    );

  test('is a member’s, in their own name, now, from the start', async () => {
    await ask('erin');
    const refused = { code: 'ROW_SECURITY_VIOLATION' };
    await expect(ask('victor')).rejects.toMatchObject(refused);
    await expect(ask('erin', { createdBy: its.people.user('dave') })).rejects.toMatchObject(
      refused,
    );
    await expect(ask('erin', { createdBy: null })).rejects.toMatchObject(refused);
    await expect(ask('erin', { createdAt: new Date(0) })).rejects.toMatchObject(refused);
    const running = { status: 'running' as const, ...columns.running };
    await expect(ask('erin', running)).rejects.toMatchObject(refused);
  });

  test('is not undone', async () => {
    const drop = its.as('alice')(() =>
      its.db.delete(executions).where(eq(executions.agentId, agentId)),
    );
    await expect(drop).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const turn = its.as('alice')(() =>
      its.db
        .update(executions)
        .set({ createdAt: new Date(0) })
        .where(eq(executions.agentId, agentId)),
    );
    await expect(turn).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
