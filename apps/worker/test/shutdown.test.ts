import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openQueue, type Queue } from '../src/queue.ts';
import { killChildren, startChild, type Child } from './support/child.ts';
import { createFixture, eventually, redirected, type Fixture } from './support/fixture.ts';
import { startProxy } from './support/proxy.ts';

let fixture: Fixture;
let queue: Queue;

/** A queue for each test, made one after the other: two at once lock each other out. */
const queues = {
  'test.finish': {},
  'test.hand-back': { retryLimit: 0 },
  'test.again': { expireInSeconds: 3 },
  'test.expire': { retryLimit: 0, expireInSeconds: 1 },
  'test.outage': {},
  'test.unwritten': { expireInSeconds: 2 },
};

beforeAll(async () => {
  fixture = await createFixture();
  for (const [name, options] of Object.entries(queues)) await fixture.createQueue(name, options);
  queue = await openQueue({ url: fixture.urls!.superadmin, log: () => undefined });
});
afterAll(async () => {
  killChildren();
  await queue.close();
  await fixture.close();
});

function workOn(name: keyof typeof queues) {
  const jobs = () => fixture.jobs(name);
  return {
    jobs,
    job: async () => (await jobs())[0]!,
    send: (payload: object) =>
      queue.insert([{ name, data: { organizationId: fixture.acme, userId: null, payload } }]),
    worker: (grace = 20_000, environment = fixture.environment): Child =>
      startChild('test/support/slow-worker.ts', environment, [String(grace), name]),
  };
}

const rowsOf = async (name: string) =>
  (await fixture.projectNames(fixture.acme)).filter((found) => found === name).length;

describe.concurrent('a worker that is told to stop', () => {
  test('waits for the running job, fetches no other, and exits with 0', async () => {
    const { send, worker, jobs } = workOn('test.finish');
    await send({ name: 'finished', wait: 3000 });
    const first = worker();
    await first.says('started');
    first.process.kill('SIGTERM');
    await first.says('waiting for running jobs');
    // A look into the queue that was under way may still bring a job; none begins any more.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await send({ name: 'not fetched' });
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/completed after \d+ ms/);
    expect((await jobs()).map(({ state }) => state)).toEqual(['completed', 'created']);
    expect(await rowsOf('finished')).toBe(1);
    expect(await rowsOf('not fetched')).toBe(0);
  });

  test('hands back what takes too long, on its last try too, and another worker finishes it', async () => {
    const { send, worker, job } = workOn('test.hand-back');
    await send({ name: 'handed back', hold: 2500 });
    const first = worker(300);
    await first.says('started');
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain('was interrupted and is handed back');
    expect(await job()).toMatchObject({ state: 'retry' });
    expect(await rowsOf('handed back')).toBe(0);

    const second = worker();
    await second.says('completed');
    expect(await job()).toMatchObject({ state: 'completed' });
    expect(await rowsOf('handed back')).toBe(1);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  test('exits at once when told again; the job runs again when it has expired', async () => {
    const { send, worker, job } = workOn('test.again');
    await send({ name: 'twice', wait: 1500 });
    const first = worker();
    await first.says('started');
    first.process.kill('SIGINT');
    await first.says('Once more');
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(await job()).toMatchObject({ state: 'active' });

    const second = worker();
    await second.says('completed');
    expect(await job()).toMatchObject({ state: 'completed', retry_count: 1 });
    expect(await rowsOf('twice')).toBe(1);
    second.process.kill('SIGKILL');
  });
});

describe.concurrent('a worker', () => {
  test('lets a job go that outlives its time', async () => {
    const { send, worker, job } = workOn('test.expire');
    await send({ name: 'too slow', wait: 60_000 });
    const first = worker();
    await first.says('expired after');
    await eventually(async () => (await job()).state === 'failed');
    first.process.kill('SIGKILL');
  });

  test('waits for a database that goes away, and loses no result', async () => {
    const { send, worker, job } = workOn('test.outage');
    const proxy = await startProxy(new URL(inject('server')));
    const first = worker(20_000, redirected(fixture.environment, { port: String(proxy.port) }));
    await first.says('Working on');
    await send({ name: 'survivor', wait: 1500 });
    await first.says('started');
    await proxy.cut(600);
    await first.says('does not answer');
    await first.says('answers again');
    await first.says('completed');
    expect(await job()).toMatchObject({ state: 'completed', retry_count: 0 });
    expect(await rowsOf('survivor')).toBe(1);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await proxy.close();
  });

  test('runs a job again whose result could not be written', async () => {
    const { send, worker, job } = workOn('test.unwritten');
    const proxy = await startProxy(new URL(inject('server')));
    const first = worker(20_000, redirected(fixture.environment, { port: String(proxy.port) }));
    await first.says('Working on');
    await send({ name: 'unwritten', wait: 500 });
    await first.says('started');
    await proxy.cut(2500);
    await first.says('it will run again');
    await eventually(async () => (await job()).state === 'completed');
    expect(await job()).toMatchObject({ retry_count: 1 });
    await first.says('completed');
    first.process.kill('SIGKILL');
    await proxy.close();
  });
});

test('tells of what the queue itself reports, and keeps on', async () => {
  const lines: string[] = [];
  const other = await openQueue({
    url: fixture.urls!.superadmin,
    log: (line) => lines.push(line),
    maintenanceSeconds: 1,
  });
  await fixture.asMigrator('alter table pgboss.archive rename to gone');
  await eventually(() => lines.some((line) => line.startsWith('The job queue reports: ')));
  await fixture.asMigrator('alter table pgboss.gone rename to archive');
  await other.fetch('projects.purge');
  await other.close();
});
