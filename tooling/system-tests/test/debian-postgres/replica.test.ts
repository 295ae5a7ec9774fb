import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverAccount } from '../../src/accounts.ts';
import { startDaemon, type Daemon } from '../../src/daemon.ts';
import { startDebianPostgres } from '../../src/debian-postgres.ts';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { unusedPort } from '../../src/port.ts';
import { query } from '../../src/query.ts';
import { repository } from '../../src/repository.ts';
import type { Server } from '../../src/server.ts';

/*
 * A conversion with a replica that replays everything two seconds late: the backfill waits for it.
 */

const binaries = '/usr/lib/postgresql/15/bin';
const rows = 60_000;

let primary: Server;
let replica: Daemon;
let replicaFolder: string;
let project: string;

beforeAll(async () => {
  primary = await startDebianPostgres();
  const account = serverAccount();
  replicaFolder = await makeFolder('replica', account);
  const data = join(replicaFolder, 'data');
  const options = { cwd: replicaFolder, ...account, stdio: 'ignore' as const };
  execFileSync(
    join(binaries, 'pg_basebackup'),
    [
      `--dbname=${primary.adminUrl()}`,
      `--pgdata=${data}`,
      '--write-recovery-conf',
      '--checkpoint=fast',
      '--wal-method=stream',
    ],
    options,
  );
  const port = await unusedPort();
  const url = Object.assign(new URL(primary.adminUrl()), { port: String(port) }).toString();
  replica = await startDaemon({
    command: join(binaries, 'postgres'),
    parameters: [
      '-D',
      data,
      `--port=${port}`,
      '--listen-addresses=127.0.0.1',
      '--unix-socket-directories=',
      '--fsync=off',
      '--max-connections=200',
      '--recovery-min-apply-delay=2s',
    ],
    folder: replicaFolder,
    account,
    isReady: () =>
      query(url, 'select 1').then(
        () => true,
        () => false,
      ),
  });
  project = await mkdtemp(join(tmpdir(), 'startkit-convert-'));
});
afterAll(async () => {
  await replica?.stop();
  await primary?.stop();
  if (replicaFolder) await removeFolder(replicaFolder);
  if (project) await rm(project, { recursive: true, force: true });
});

const tenancy = (...parameters: readonly string[]) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    const command = join(repository, 'packages/tenancy/bin/tenancy.js');
    const child = execFile(
      process.execPath,
      [command, 'convert', ...parameters],
      {
        cwd: project,
        env: {
          ...process.env,
          TENANCY_DATABASE_URL: primary.adminUrl(),
          TENANT_CONTEXT_SECRET: `test.${randomBytes(32).toString('base64url')}`,
        },
      },
      (_, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });

test('the backfill waits for a replica that is behind', async () => {
  await query(
    primary.adminUrl(),
    `create table companies (id uuid primary key);
     insert into companies values ('00000000-0000-7000-8000-000000000001');
     create table notes (id int primary key, company uuid not null, text text not null);
     insert into notes select n, '00000000-0000-7000-8000-000000000001', repeat('x', 100) from generate_series(1, ${rows}) n;`,
  );
  await writeFile(
    join(project, 'tenancy.convert.mjs'),
    `export default {
  organizations: { table: 'companies' },
  tables: { notes: { column: 'company' } },
};
`,
  );
  const plan = await tenancy('plan', '--config', 'tenancy.convert.mjs');
  expect(plan).toMatchObject({ code: 0 });
  const began = Date.now();
  const run = await tenancy('run', '--max-lag', '1', '--rows-per-second', '12000', '--progress');
  expect(run.output).toContain('is multi-tenant');
  expect(run.output).toMatch(/a replica is \d+ s behind/);
  expect(Date.now() - began).toBeGreaterThan(6_000);
  const [left] = await query<{ n: number }>(
    primary.adminUrl(),
    'select count(*)::int as n from notes where organization_id is null',
  );
  expect(left).toEqual({ n: 0 });
});
