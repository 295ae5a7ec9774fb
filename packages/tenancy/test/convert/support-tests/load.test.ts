import { setTimeout as later } from 'node:timers/promises';
import type { ThrowawayPostgres } from '@startkit/local-postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.ts';
import { createInventory } from '../support/inventory.ts';
import { inventoryLoad, upsertFlag } from '../support/inventory/load.ts';
import { startLoad, type LoadReport } from '../support/load.ts';
import { lockWaits, serverThatLogsLockWaits } from '../support/lock-waits.ts';

let server: ThrowawayPostgres;
let database: FreshDatabase;
beforeAll(async () => {
  server = await serverThatLogsLockWaits();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await freshDatabase(server.adminUrl());
  await createInventory(database.url);
});
afterEach(() => database.close());

const work = [...inventoryLoad(), upsertFlag];

/** What a load says that runs beside something else. */
async function loadedWhile(other: () => Promise<unknown>): Promise<LoadReport> {
  const load = await startLoad(database.url, work, { clients: 6, pause: 0 });
  await later(300);
  await other();
  return load.stop();
}

const waitsHere = async () =>
  (await lockWaits(server)).filter(({ application }) => application === 'load');

test('left alone nothing fails, nobody waits, and all kinds of work were done', async () => {
  const before = (await waitsHere()).length;
  const report = await loadedWhile(() => later(1500));
  expect(report.errors).toEqual([]);
  expect(Object.keys(report.byWork).toSorted()).toEqual(work.map(({ name }) => name).toSorted());
  expect(report.all.count).toBeGreaterThan(200);
  expect(report.all.p99).toBeLessThanOrEqual(report.all.max);
  expect(report.slowest[0]?.ms).toBe(report.all.max);
  expect((await waitsHere()).slice(before)).toEqual([]);
});

test('who waits for a lock longer than 200 ms is in the log, with the statement; the latency tells it too', async () => {
  const report = await loadedWhile(async () => {
    await database.run('begin; lock table items in access exclusive mode');
    await later(700);
    await database.run('commit');
  });
  expect(report.errors).toEqual([]);
  expect(report.all.max).toBeGreaterThan(400);
  const waits = await waitsHere();
  expect(waits).toContainEqual(
    expect.objectContaining({
      event: 'still waiting',
      lock: expect.stringMatching(/on relation \d+ of database \d+/),
      detail: expect.stringMatching(/^Process holding the lock: \d+\./),
      statement: expect.stringMatching(/^(select|insert|update)/),
    }),
  );
  expect(waits.filter(({ event, ms }) => event === 'acquired' && ms > 400)).not.toEqual([]);
});

test('who locks rows in an order of his own is in a deadlock with it', async () => {
  const lockAll = async () => {
    for (let n = 0; n < 20; n += 1) {
      await database.run('begin');
      try {
        for (let id = 50; id > 0; id -= 1) {
          await database.run(`update items set name = name where id = ${id}`);
          await later(1);
        }
        await database.run('commit');
      } catch {
        await database.run('rollback');
        return;
      }
    }
  };
  const report = await loadedWhile(lockAll);
  const deadlocks = (await lockWaits(server)).filter(({ event }) => event === 'deadlock');
  expect(deadlocks).not.toEqual([]);
  expect(report.errors.every(({ code }) => code === '40P01')).toBe(true);
});

test('a statement that fails and a connection that is lost are in the report, and the load goes on', async () => {
  const report = await loadedWhile(async () => {
    await database.run('alter table feature_flags rename key to name');
    await later(300);
    await database.run('alter table feature_flags rename name to key');
    await database.run(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'load' and datname = current_database()`,
    );
    await later(500);
  });
  const codes = new Set(report.errors.map(({ code }) => code));
  expect(codes).toContain('42703');
  expect(codes).toContain('57P01');
  expect(report.errors.find(({ code }) => code === '42703')).toMatchObject({
    work: expect.stringMatching(/flag|report/),
    message: expect.stringMatching(/column "key" .*does not exist/),
  });
});
