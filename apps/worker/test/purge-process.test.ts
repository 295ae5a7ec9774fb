import { projects } from '@startkit/database/schema';
import { isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openQueue, type Queue } from '../src/queue.ts';
import { killChildren, startChild } from './support/child.ts';
import { createFixture, eventually, type Fixture } from './support/fixture.ts';

let fixture: Fixture;
let queue: Queue;

beforeAll(async () => {
  fixture = await createFixture();
  queue = await openQueue({ url: fixture.urls!.superadmin, log: () => undefined });
});
afterAll(async () => {
  killChildren();
  await queue.close();
  await fixture.close();
});
beforeEach(async () => {
  await fixture.superadminDb.execute(sql`delete from pgboss.job`);
  await fixture.superadminDb.delete(projects).where(isNotNull(projects.deletedAt));
});

const purger = () =>
  startChild('test/support/slow-worker.ts', fixture.environment, ['20000', 'projects.purge']);

test('kill -9 in the middle of a purge: nothing is lost or audited twice, the next run completes it', async () => {
  const { acme } = fixture;
  const names = Array.from({ length: 150 }, (_, index) => `killed ${index}`).toSorted();
  const others = await fixture.projectNames(acme);
  await fixture.deletedProjects(acme, names, 31);
  // Holds the purge up where its rows are deleted and their audit entry is not written yet.
  const release = await fixture.holdUpAuditLog();
  await queue.insert([
    { name: 'projects.purge', data: { organizationId: acme, userId: null, payload: {} } },
  ]);
  await fixture.superadminDb.execute(
    sql`update pgboss.job set expire_in = '2 seconds', retry_delay = 0`,
  );
  const first = purger();
  await fixture.sessionsWait(1);
  first.process.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  await release();

  const second = purger();
  await second.says('completed');
  expect((await fixture.projectNames(acme)).toSorted()).toEqual(others.toSorted());
  const purged = (await fixture.purges(acme)).flatMap(
    (entry) => entry.metadata['projects'] as { name: string }[],
  );
  expect(purged.map(({ name }) => name).toSorted()).toEqual(names);
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('--once purges every tenant now, and ends', async () => {
  const { acme, startup } = fixture;
  await fixture.deletedProjects(acme, ['once'], 8);
  await fixture.deletedProjects(startup, ['once', 'twice'], 8);
  await fixture.deletedProjects(startup, ['kept'], 6);
  const environment = { ...fixture.environment, PROJECT_RETENTION_DAYS: '7' };
  const worker = startChild('src/index.ts', environment, ['--once']);
  expect(await worker.ended).toBe(0);
  expect(worker.output()).toContain('Everything is done.');
  expect(await fixture.projectNames(acme)).not.toContain('once');
  const left = await fixture.projectNames(startup);
  expect(left).toContain('kept');
  expect(left).not.toContain('once');
});

test('--once exits with 1 when a job failed for good', async () => {
  await fixture.deletedProjects(fixture.acme, ['stays'], 31);
  await fixture.asMigrator(
    `update pgboss.queue set retry_limit = 0;
     alter table audit_logs add constraint refusal check (action <> 'project.purged') not valid`,
  );
  const worker = startChild('src/index.ts', fixture.environment, ['--once']);
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain('Error: 1 job failed');
  expect(await fixture.projectNames(fixture.acme)).toContain('stays');
  await fixture.asMigrator(
    `update pgboss.queue set retry_limit = 3; alter table audit_logs drop constraint refusal`,
  );
});

test('two workers started as they are put one daily job into the queue, and stop', async () => {
  const workers = [1, 2].map(() => startChild('src/index.ts', fixture.environment));
  for (const worker of workers) await worker.says('Working on');
  await eventually(async () => (await fixture.jobs('projects.purge-all')).length > 0);
  for (const worker of workers) worker.process.kill('SIGTERM');
  for (const worker of workers) expect(await worker.ended).toBe(0);
  expect(await fixture.jobs('projects.purge-all')).toHaveLength(1);
});
