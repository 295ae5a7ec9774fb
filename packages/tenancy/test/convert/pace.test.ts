import { afterEach, beforeEach, expect, test } from 'vitest';
import pg from 'pg';
import { setTimeout as later } from 'node:timers/promises';
import { converting, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';

/*
 * How much a conversion asks of the server, and how it waits.
 */

const rows = 20_000;
const rowsPerSecond = 5_000;
/** What that many take at that pace, in seconds, but for the last batch. */
const slow = (0.9 * rows) / rowsPerSecond;

let database: FreshDatabase;
let conversion: Converting;

beforeEach(async () => {
  database = await freshDatabase();
  await database.run(`
    create table parents (id int primary key, region text not null);
    create table children (id int primary key, parent_id int not null references parents, note text);
    insert into parents select n, 'r' from generate_series(1, 100) n;
    insert into children select n, 1 + n % 100, repeat('x', 100) from generate_series(1, ${rows}) n;
    create table regions (id text primary key);
    insert into regions values ('r');
    alter table parents add constraint parents_region_fkey foreign key (region) references regions`);
  conversion = await converting(database.url, {
    organizations: { table: 'regions' },
    tenantKey: 'region',
    tables: { parents: { column: 'region' }, children: { through: 'parent_id' } },
  });
});
afterEach(async () => {
  conversion.close();
  await database.close();
});

const backfill = 'public.children.backfill';

async function secondsOfBackfill(options: Parameters<Converting['run']>[0] = {}): Promise<number> {
  let seconds = 0;
  await conversion.run({
    ...options,
    onStep: ({ step, milliseconds }) => {
      if (step.id === backfill) seconds = milliseconds / 1_000;
    },
  });
  return seconds;
}

test('no more rows a second than it may', async () => {
  expect(await secondsOfBackfill({ pace: { rowsPerSecond } })).toBeGreaterThan(slow);
});

test('without a bound it does not wait', async () => {
  expect(await secondsOfBackfill()).toBeLessThan(slow);
});

test('a row that somebody has locked is waited for, and nobody waits for us meanwhile', async () => {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin; update children set note = $$held$$ where id = 7777');
  const waits: string[] = [];
  const running = conversion.run({ onProgress: ({ waiting }) => waits.push(waiting ?? '') });
  await later(1_500);
  await holder.query('commit');
  await holder.end();
  await running;
  expect(waits.filter(Boolean).join()).toContain('process');
  const [row] = await database.run('select count(*)::int as n from children where region is null');
  expect(row?.['n']).toBe(0);
});

test('a lock that is not to be had stops it, says who has it, and the next run goes on', async () => {
  const holder = new pg.Client({ connectionString: database.url, application_name: 'a report' });
  await holder.connect();
  await holder.query('begin; select count(*) from children');
  await expect(conversion.run({ pace: { patience: 1_000 } })).rejects.toThrow(
    /did not get its lock for 1 s: process \d+ \(a report, idle in transaction\) has (public\.)?children since/,
  );
  await holder.query('rollback');
  await holder.end();
  const { skipped } = await conversion.run();
  expect(skipped).toBeGreaterThan(0);
});

test('an index whose making was cut off is made anew by the next run', async () => {
  const invalid = () =>
    database.run('select indexrelid::regclass::text as name from pg_index where not indisvalid');
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  // CREATE INDEX CONCURRENTLY waits for whoever has an older snapshot.
  await holder.query('begin isolation level repeatable read; select 1');
  const cutOff = conversion.run().catch((error: unknown) => error);
  await expect
    .poll(
      () =>
        database.run(
          `select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database()
             and query ~* '^create.* index concurrently' and wait_event_type = 'Lock'`,
        ),
      { timeout: 20_000 },
    )
    .not.toEqual([]);
  expect(await cutOff).toMatchObject({ code: '57014' });
  expect(await invalid()).not.toEqual([]);
  await holder.query('rollback');
  await holder.end();
  await conversion.run();
  expect(await invalid()).toEqual([]);
});
