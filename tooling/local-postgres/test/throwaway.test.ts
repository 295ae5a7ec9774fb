import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../src/index.ts';
import { query } from './support/query.ts';

let postgres: ThrowawayPostgres;

beforeAll(async () => {
  postgres = await startThrowawayPostgres({ settings: { work_mem: '7MB' } });
});
afterAll(async () => {
  await postgres.stop();
});

test('has fast settings, the given ones, UTF8, UTC and locale-independent rules', async () => {
  const [row] = await query(
    postgres.adminUrl(),
    `select current_setting('fsync') as fsync, current_setting('work_mem') as work_mem,
            current_setting('max_connections') as connections, current_setting('server_encoding') as encoding,
            current_setting('TimeZone') as timezone, current_setting('listen_addresses') as addresses,
            current_setting('unix_socket_directories') as sockets,
            (select datlocale from pg_database where datname = current_database()) as locale`,
  );
  expect(row).toEqual({
    fsync: 'off',
    work_mem: '7MB',
    connections: '200',
    encoding: 'UTF8',
    timezone: 'UTC',
    addresses: '127.0.0.1',
    sockets: '',
    locale: 'C.UTF-8',
  });
});

test('trusts nobody: every way in asks for a password', async () => {
  const rules = await query(postgres.adminUrl(), 'select type, auth_method from pg_hba_file_rules');
  expect(rules).toEqual([{ type: 'host', auth_method: 'scram-sha-256' }]);
  const wrong = postgres.url('postgres', 'wrong', 'postgres');
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('comes back on the same port with its data after restart and after a crash', async () => {
  const { port } = postgres;
  await query(postgres.adminUrl(), 'create table kept (id int)');
  await postgres.restart();
  await query(postgres.adminUrl(), 'set synchronous_commit = on; insert into kept values (1)');
  await postgres.kill();
  await expect(query(postgres.adminUrl(), 'select 1')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  await postgres.restart();
  expect(postgres.port).toBe(port);
  expect(await query(postgres.adminUrl(), 'select id from kept')).toHaveLength(1);
});

test('stop removes server and folder, twice without harm', async () => {
  const second = await startThrowawayPostgres();
  expect(second.port).not.toBe(postgres.port);
  await second.stop();
  await second.stop();
  expect(existsSync(second.directory)).toBe(false);
  await expect(query(second.adminUrl(), 'select 1')).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('a process that just ends leaves nothing', async () => {
  const ended = await throwawayOfChild('exit');
  expect(existsSync(ended.directory)).toBe(false);
});

test('a process that is killed takes its server along', async () => {
  const killed = await throwawayOfChild('kill');
  while (existsSync(killed.directory)) await sleep(50);
  await expect(query(killed.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('what nobody watched over is removed by the next start', async () => {
  const abandoned = await mkdtemp(postgres.directory.slice(0, -'XXXXXX'.length));
  // A process id that no system gives out.
  await writeFile(join(abandoned, 'owner'), '2147483647 never');
  const next = await startThrowawayPostgres();
  await next.stop();
  expect(existsSync(abandoned)).toBe(false);
});

async function throwawayOfChild(
  ending: 'exit' | 'kill',
): Promise<{ directory: string; url: string }> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = fileURLToPath(new URL('support/throwaway-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, script, ending], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  return JSON.parse(output) as { directory: string; url: string };
}
