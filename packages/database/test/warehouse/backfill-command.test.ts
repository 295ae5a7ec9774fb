import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reconcileBalances } from '../../src/warehouse/index.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;
let url: string;
const items = 1500;

beforeAll(async () => {
  warehouse = await openWarehouse();
  url = warehouse.database.urls!.superadmin;
  const { locationId } = await warehouse.place();
  const { superadminDb, acme } = warehouse;
  await superadminDb.execute(sql`
    insert into items (organization_id, item_number, name)
    select ${acme}, 'B-' || n, 'Item' from generate_series(1, ${items}) n`);
  await superadminDb.execute(sql`
    insert into inventory_ledger (organization_id, item_id, location_id, quantity_delta, reason)
    select organization_id, id, ${locationId}, 2, 'receipt' from items where item_number like 'B-%'`);
  await superadminDb.execute(sql`delete from inventory_balances`);
});
afterAll(() => warehouse.database.close());

/** The command as one process, that a signal reaches. */
function start(parameters: readonly string[]) {
  const program = fileURLToPath(new URL('../../src/cli/db.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, 'backfill-balances', ...parameters],
    {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { ...process.env, NODE_ENV: 'test', SUPERADMIN_DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const written: string[] = [];
  child.stdout.on('data', (data: Buffer) => written.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => written.push(data.toString()));
  return { child, ended: once(child, 'close'), output: () => written.join('') };
}

const itemsDone = async () => {
  const { rows } = await warehouse.superadminDb.execute<{ n: number }>(
    sql`select coalesce(max(items_done), 0) as n from balance_backfills`,
  );
  return rows[0]!.n;
};

test('the command, killed half way, goes on where it was; Ctrl-C keeps what is done', async () => {
  const killed = start(['--batch', '1']);
  await vi.waitUntil(async () => (await itemsDone()) > 20, { timeout: 30_000, interval: 20 });
  killed.child.kill('SIGKILL');
  await killed.ended;
  const afterKill = await itemsDone();
  expect(afterKill).toBeLessThan(items);

  const stopped = start(['--batch', '1', '--json']);
  await vi.waitUntil(async () => (await itemsDone()) > afterKill + 20, {
    timeout: 30_000,
    interval: 20,
  });
  stopped.child.kill('SIGINT');
  const [code] = await stopped.ended;
  expect(code).toBe(130);
  expect(JSON.parse(stopped.output())).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } });
  const afterStop = await itemsDone();
  expect(afterStop).toBeLessThan(items);

  const last = start(['--json']);
  const [lastCode] = await last.ended;
  expect(lastCode).toBe(0);
  // Six more are seeded or the place's own.
  expect(JSON.parse(last.output())).toEqual({
    ok: true,
    items: items + 6,
    mended: expect.any(Number),
    continued: true,
  });
  expect(await reconcileBalances({ url })).toEqual([]);
});

test('what is no size of a batch is refused', async () => {
  const wrong = start(['--batch', '0']);
  const [code] = await wrong.ended;
  expect(code).toBe(2);
  expect(wrong.output()).toContain('--batch is a whole number from 1 on, not 0');
});
