import { projects } from '@startkit/database/schema';
import { isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { projectsPurge } from '../src/jobs/projects-purge.ts';
import { projectsPurgeAll } from '../src/jobs/superadmin-projects-purge-all.ts';
import { openQueue, type NewJob, type Queue } from '../src/queue.ts';
import { createFixture, type Fixture } from './support/fixture.ts';

let fixture: Fixture;
let queue: Queue;
const retention = { retentionDays: 30 };
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

beforeAll(async () => {
  fixture = await createFixture();
  queue = await openQueue({ url: fixture.urls!.superadmin, log: () => undefined });
});
afterAll(async () => {
  await queue.close();
  await fixture.close();
});
beforeEach(async () => {
  await fixture.superadminDb.execute(sql`delete from pgboss.job`);
  await fixture.superadminDb.delete(projects).where(isNotNull(projects.deletedAt));
});

const run = (organizationId: string) =>
  projectsPurge(retention).perform(
    { organizationId, userId: null, payload: {} },
    {
      signal: new AbortController().signal,
      log: () => undefined,
      enqueue: () => Promise.reject(new Error('not expected')),
    },
  );

async function fanOut(data: object = {}): Promise<void> {
  const enqueue = (jobs: readonly NewJob[]) => queue.insert(jobs);
  await projectsPurgeAll(retention).perform(data, {
    signal: new AbortController().signal,
    log: () => undefined,
    enqueue,
  });
}

test('purges what is past the retention, of one tenant, with an audit entry for each batch', async () => {
  const { acme, startup } = fixture;
  const before = await fixture.projectNames(acme);
  const audited = (await fixture.purges(acme)).length;
  await fixture.deletedProjects(acme, names('old', 103), 31);
  await fixture.deletedProjects(acme, ['new 0'], 29);
  await fixture.deletedProjects(startup, ['old 0'], 31);

  await run(acme);

  expect((await fixture.projectNames(acme)).toSorted()).toEqual([...before, 'new 0'].toSorted());
  expect(await fixture.projectNames(startup)).toContain('old 0');
  const entries = (await fixture.purges(acme)).slice(audited);
  expect(entries.map((entry) => entry.metadata['count'])).toEqual([100, 3]);
  expect(entries[1]).toMatchObject({
    userId: null,
    resourceType: 'project',
    metadata: { retentionDays: 30 },
  });
  const purged = entries.flatMap((e) => e.metadata['projects'] as { id: string; name: string }[]);
  expect(purged.map(({ name }) => name).toSorted()).toEqual(names('old', 103).toSorted());

  await run(acme);
  expect(await fixture.purges(acme)).toHaveLength(audited + 2);
});

test('two at once purge each project once', async () => {
  const { acme } = fixture;
  const audited = (await fixture.purges(acme)).length;
  await fixture.deletedProjects(acme, names('old', 150), 31);
  const release = await fixture.holdUpAuditLog();
  const runs = [run(acme), run(acme)];
  // Both have chosen their rows, and neither has committed.
  await fixture.sessionsWait(2);
  await release();
  await Promise.all(runs);
  const entries = (await fixture.purges(acme)).slice(audited);
  const purged = entries.flatMap((e) => e.metadata['projects'] as { name: string }[]);
  expect(purged.map(({ name }) => name).toSorted()).toEqual(names('old', 150).toSorted());
});

test('a batch whose audit entry is refused deletes nothing', async () => {
  const { acme } = fixture;
  await fixture.deletedProjects(acme, ['old 0'], 31);
  const refusal = `add constraint refusal check (action <> 'project.purged') not valid`;
  await fixture.asMigrator(`alter table audit_logs ${refusal}`);
  await expect(run(acme)).rejects.toMatchObject({ code: 'CHECK_VIOLATION' });
  expect(await fixture.projectNames(acme)).toContain('old 0');
  await fixture.asMigrator('alter table audit_logs drop constraint refusal');
});

test('the fan-out makes one job for each tenant with something to purge, once a day', async () => {
  const { acme, startup } = fixture;
  await fixture.deletedProjects(startup, ['old 0', 'old 1'], 31);
  await fixture.deletedProjects(acme, ['new 0'], 29);
  await Promise.all([fanOut(), fanOut()]);
  const jobs = await fixture.jobs('projects.purge');
  expect(jobs.map(({ data }) => data)).toEqual([
    { organizationId: startup, userId: null, payload: {} },
  ]);

  const fetched = await queue.fetch('projects.purge');
  await queue.complete(fetched!);
  await fanOut();
  expect(await fixture.jobs('projects.purge')).toHaveLength(1);
  await fanOut({ again: true });
  expect(await fixture.jobs('projects.purge')).toHaveLength(2);
});

test('the daily job is one, however many workers ask', async () => {
  const daily = [{ name: 'projects.purge-all', data: {}, oncePerDay: 'daily' }];
  await Promise.all([queue.insert(daily), queue.insert(daily), queue.insert(daily)]);
  expect(await fixture.jobs('projects.purge-all')).toHaveLength(1);
});
