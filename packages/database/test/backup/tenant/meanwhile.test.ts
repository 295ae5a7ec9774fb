import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eraseTenant } from '../../../src/backup/tenant/erase/erase-tenant.ts';
import { exportTenant } from '../../../src/backup/tenant/export/export-tenant.ts';
import { importTenant } from '../../../src/backup/tenant/import/import-tenant.ts';
import { othersSums } from '../support/sums.ts';
import { makeFolder, openDatabase, organizationId, type Moved } from '../support/two-databases.ts';
import { testServer } from '../../support/test-server.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
let database: Moved;
let acme: string;
/** A connection of somebody else's. */
let other: postgres.Sql;
let folder: ReturnType<typeof makeFolder>;

beforeEach(async () => {
  folder = makeFolder();
  database = await openDatabase(true);
  acme = await organizationId(database, 'acme-corp');
  other = postgres(testServer(), { database: database.name, max: 1 });
});
afterEach(async () => {
  await other.end({ timeout: 1 });
  await database.close();
  folder.remove();
});

/** Waits until a command waits for a lock. @returns its server process. */
async function waiting(name: string): Promise<number> {
  for (;;) {
    const [row] = await database.admin`
      select pid from pg_stat_activity
       where application_name = ${name} and wait_event_type = 'Lock' and datname = current_database()`;
    if (row !== undefined) return row['pid'] as number;
    await sleep(20);
  }
}

const exporting = (output: string, log?: (line: string) => void) =>
  exportTenant({
    url: database.urls.backup,
    slug: 'acme-corp',
    output,
    ...(log && { log }),
  });

/** Enough before the projects' turn comes for others to do something. */
const fill = () => other`
  insert into audit_logs (organization_id, action, resource_type)
  select ${acme}, 'project.updated', 'project' from generate_series(1, 50000)`;

test('an export is of one moment: what is committed while it runs is not in it', async () => {
  const file = folder.path('acme.gz');
  await fill();
  const events: string[] = [];
  let changed: Promise<unknown> | undefined;
  await exporting(file, (line) => {
    changed ??= other
      .begin((sql) => [
        sql`update subscriptions set plan = 'free' where organization_id = ${acme}`,
        sql`insert into projects (organization_id, name) values (${acme}, 'committed later')`,
      ])
      .then(() => events.push('committed'));
    if (line.includes('subscriptions')) events.push('subscriptions exported');
  });
  await changed;
  expect(events).toEqual(['committed', 'subscriptions exported']);
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  expect(text).toContain('"plan":"pro"');
  expect(text).not.toContain('committed later');
});

test('an export waits for a migration, after which its table would look empty', async () => {
  const running = await other.begin(async (sql) => {
    await sql`alter table projects alter column name type varchar(500)`;
    const its = exporting(folder.path('acme.gz'));
    await waiting('startkit-export');
    return { its };
  });
  expect((await running.its).rows['public.projects']).toBe(6);
});

test('an export whose connection is lost leaves no file', async () => {
  const file = folder.path('acme.gz');
  await fill();
  let ended: Promise<unknown> | undefined;
  const running = exporting(file, () => {
    ended ??= other`
      select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'startkit-export' and datname = current_database()`.execute();
  });
  await expect(running).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  await ended;
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(dirname(file))).toEqual([]);
});

test('an import whose connection is lost has written nothing', async () => {
  const file = folder.path('acme.gz');
  await exporting(file);
  const before = await othersSums(database, nobody);
  await other.begin(async (sql) => {
    await sql`lock table subscriptions in exclusive mode`;
    const running = importTenant({
      url: database.urls.migration,
      file,
      newIds: true,
      slug: 'acme-copy',
    });
    const [ended] = await Promise.allSettled([
      running,
      waiting('startkit-import').then((pid) => database.admin`select pg_terminate_backend(${pid})`),
    ]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code: 'CONNECTION_LOST' } });
  });
  expect(await othersSums(database, nobody)).toEqual(before);
});

test('an erasure waits for who is writing a row of the tenant, and takes that too', async () => {
  const running = await other.begin(async (sql) => {
    await sql`insert into projects (organization_id, name) values (${acme}, 'just now')`;
    const its = eraseTenant({ url: database.urls.migration, slug: 'acme-corp' });
    await waiting('startkit-erase');
    return { its };
  });
  const { tables } = await running.its;
  expect(tables).toContainEqual({ table: 'public.projects', removed: 7 });
  const [left] = await database.admin`
    select count(*)::int as rows from projects where organization_id = ${acme}`;
  expect(left).toEqual({ rows: 0 });
});
