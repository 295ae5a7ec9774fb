import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversionConfig } from '../../src/convert/config/config.ts';
import { connected, converting, secret, type Converting } from '../convert/support/converting.ts';
import { convertChildren, type ConvertChildren } from '../convert/support/convert-child.ts';
import { createInventory, inventoryTableNames } from '../convert/support/inventory.ts';
import { balances, differences } from '../convert/support/inventory/balances.ts';
import { inventoryLoad } from '../convert/support/inventory/load.ts';
import { sessionsGone } from '../convert/support/kill.ts';
import { startLoad } from '../convert/support/load.ts';
import { lockWaits, serverThatLogsLockWaits } from '../convert/support/lock-waits.ts';
import { changes, schemaSnapshot } from '../convert/support/snapshot.ts';
import { runSql } from '../support/run-sql.ts';

/*
 * The inventory with a million entries: how fast the backfill is beside one big UPDATE; a conversion that is killed once in each phase while the
 * old application works. By hand: `pnpm test:soak`.
 */

const size = { ledgerRows: 1_000_000, items: 2_000, locations: 20 };

const config: ConversionConfig = {
  tenantKey: 'org_id',
  tables: {
    ...Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant' as const])),
    inventory_ledger: { through: 'item_id', appendOnly: true },
    count_lines: { through: 'count_sheet_id' },
  },
  legacy: { roles: ['convert_old'] },
  steps: [balances],
};

let server: Awaited<ReturnType<typeof serverThatLogsLockWaits>>;
let url: string;
let conversion: Converting;
let children: ConvertChildren;
/** The schema that a conversion nobody interrupts leaves. */
let converted: readonly string[];

beforeAll(async () => {
  server = await serverThatLogsLockWaits({ max_wal_size: '4GB' });
  url = server.adminUrl();
  await createInventory(url, size);
  await runSql(
    url,
    `create role convert_old login password 'old';
     grant select, insert, update, delete on all tables in schema public to convert_old;
     grant usage on all sequences in schema public to convert_old`,
  );
  conversion = await converting(url, config);
  children = await convertChildren();
});
afterAll(async () => {
  await children?.close();
  conversion?.close();
  await server?.stop();
});

const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
};

describe('a million entries', () => {
  test('are filled in at half the speed of one big UPDATE at least', async () => {
    const whole = await seconds(() =>
      runSql(
        url,
        `begin; set local session_replication_role = replica; alter table inventory_ledger add column org_id uuid;
         alter table items add column org_id uuid; update items set org_id = gen_random_uuid();
         update inventory_ledger t set org_id = (select p.org_id from items p where p.id = t.item_id) where t.org_id is null; rollback`,
      ),
    );
    for (const table of ['inventory_ledger', 'items'])
      await runSql(url, `vacuum (full, analyze) ${table}`);
    const times = new Map<string, number>();
    await conversion.run({
      onStep: ({ step, milliseconds }) => times.set(step.id, milliseconds / 1_000),
    });
    const batches = times.get('public.inventory_ledger.backfill') ?? Number.NaN;
    const all = [...times.values()].reduce((sum, time) => sum + time, 0);
    console.log(
      `one UPDATE ${whole.toFixed(1)} s, in batches ${batches.toFixed(1)} s, the whole conversion ${all.toFixed(1)} s`,
    );
    expect(batches).toBeLessThan(2 * whole);
    converted = await connected(url, (db) => schemaSnapshot(db));
    const back = await seconds(() => conversion.rollBack());
    console.log(`taken back in ${back.toFixed(1)} s`);
    await runSql(url, 'vacuum analyze');
  });

  test('killed once in each phase, beside the old application', async () => {
    const schemaBefore = await connected(url, (db) => schemaSnapshot(db));
    const load = await startLoad(server.url('convert_old', 'old', 'postgres'), inventoryLoad(size));
    const phases = conversion.written.phases.map(({ name, up }) => ({
      name,
      steps: up.map(({ id }) => id),
    }));
    const killed: string[] = [];
    for (const { name, steps } of phases) {
      if (await killIn(steps)) killed.push(name);
    }
    await conversion.run();
    console.log(`killed in ${killed.join(', ')}`);
    expect(killed.length).toBeGreaterThan(phases.length / 2);
    expect(changes(converted, await connected(url, (db) => schemaSnapshot(db)))).toEqual([]);
    await later(1_000);
    expect(await connected(url, async (db) => (await db.query(differences)).rows)).toEqual([]);
    await conversion.rollBack();
    const report = await load.stop();
    expect(report.errors).toEqual([]);
    const waits = await lockWaits(server);
    expect(waits.filter(({ application }) => application === 'load')).toEqual([]);
    console.log(
      `the old application: ${report.all.count} statements, p99 ${report.all.p99.toFixed(1)} ms, longest ${report.all.max.toFixed(1)} ms`,
    );
    expect(changes(schemaBefore, await connected(url, (db) => schemaSnapshot(db)))).toEqual([]);
  });
});

/** Runs it until a step of a phase is under way, and kills it. @returns whether it was killed, and not done before. */
async function killIn(steps: readonly string[]): Promise<boolean> {
  const child = children.start({ folder: conversion.folder, url, secret });
  await child.begin('up');
  const reached = (async () => {
    for (;;) {
      const [row] = await runSql(
        url,
        `select count(*)::int as n from tenancy_convert.steps where step = any (array[${steps.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ')}])`,
      ).catch(() => [{ n: 0 }]);
      if (Number(row?.['n']) > 0) return;
      await later(5);
    }
  })();
  await Promise.race([reached, child.ended]);
  child.kill();
  const { signal } = await child.ended;
  await sessionsGone(url, 'tenancy%');
  return signal !== null;
}
