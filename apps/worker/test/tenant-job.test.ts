import { db, enqueueJob, getTenantContext, withTenant } from '@startkit/database';
import { projects } from '@startkit/database/schema';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { defineTenantJob } from '../src/tenant-job.ts';
import { startWorker, type Worker } from '../src/worker.ts';
import { createFixture, eventually, type Fixture } from './support/fixture.ts';

let fixture: Fixture;
let worker: Worker;
let lines: string[];
let seen: { organizationId: string | null; userId: string | null; names: string[] }[];

const look = defineTenantJob(
  'test.look',
  z.strictObject({ fail: z.boolean().optional() }),
  async ({ fail }) => {
    const rows = await db.select().from(projects);
    const { organizationId, userId } = getTenantContext();
    seen.push({ organizationId, userId, names: rows.map((row) => row.name).toSorted() });
    if (fail) throw new Error('it went wrong');
  },
);
const purge = defineTenantJob('projects.purge', z.strictObject({}), async () => {
  const { organizationId, userId } = getTenantContext();
  seen.push({ organizationId, userId, names: [] });
});

beforeAll(async () => {
  fixture = await createFixture();
  await fixture.createQueue('test.look', { retryLimit: 0 });
});
afterAll(() => fixture.close());

beforeEach(async () => {
  lines = [];
  seen = [];
  // The connection string is the environment's, and this process's has none.
  process.env = { ...process.env, ...fixture.environment };
  worker = await startWorker({
    jobs: [look, purge],
    log: (line) => lines.push(line),
    pollEvery: 50,
    maintenanceSeconds: 1,
  });
});
afterEach(async () => {
  await worker.stop();
  await fixture.superadminDb.execute(sql`delete from pgboss.job`);
});

const send = (data: object) => worker.queue.insert([{ name: 'test.look', data }]);
const ended = (name: string) =>
  eventually(async () => {
    const jobs = await fixture.jobs(name);
    return (
      jobs.length > 0 && jobs.every(({ state }) => state === 'completed' || state === 'failed')
    );
  });

test('a job sees the rows of its own tenant, and of no other', async () => {
  const { acme, startup } = fixture;
  await send({ organizationId: acme, userId: null, payload: {} });
  await send({ organizationId: startup, userId: null, payload: {} });
  await ended('test.look');
  for (const organizationId of [acme, startup]) {
    const names = await withTenant({ organizationId }, () => db.select().from(projects));
    expect(seen).toContainEqual({
      organizationId,
      userId: null,
      names: names.map((row) => row.name).toSorted(),
    });
  }
  expect(seen).toHaveLength(2);
  expect(seen[0]?.names).not.toEqual(seen[1]?.names);
});

test('a job that a member enqueued runs as that member', async () => {
  const { rows } = await fixture.superadminDb.execute<{ user_id: string }>(
    sql`select user_id from organization_members where organization_id = ${fixture.acme} limit 1`,
  );
  const context = { organizationId: fixture.acme, userId: rows[0]!.user_id };
  await withTenant(context, () => enqueueJob('projects.purge'));
  await ended('projects.purge');
  expect(seen).toEqual([{ ...context, names: [] }]);
});

test.each([
  ['no tenant', { payload: {} }],
  ['a malformed tenant', { organizationId: 'acme', userId: null, payload: {} }],
  ['a payload that does not match', { fits: false }],
])('with %s it fails and runs nothing', async (_, data) => {
  const { acme } = fixture;
  await send('fits' in data ? { organizationId: acme, userId: null, payload: { x: 1 } } : data);
  await ended('test.look');
  expect(seen).toEqual([]);
  const [job] = await fixture.jobs('test.look');
  expect(job).toMatchObject({ state: 'failed' });
  expect(job?.output?.message).toContain('It did not run');
  expect(lines.join('\n')).toMatch(/test\.look \S+ .*failed \(The data of this job/);
});

test('each event is a line with the job, its tenant and its duration, without the payload', async () => {
  const { acme } = fixture;
  await send({ organizationId: acme, userId: null, payload: { fail: true } });
  await ended('test.look');
  await eventually(() => lines.length >= 3);
  const id = (await fixture.jobs('test.look'))[0]!.id;
  expect(lines.slice(1)).toEqual([
    `test.look ${id} (organization ${acme}) started`,
    expect.stringMatching(
      new RegExp(
        `^test\\.look ${id} \\(organization ${acme}\\) failed \\(it went wrong\\) after \\d+ ms$`,
      ),
    ),
  ]);
});
