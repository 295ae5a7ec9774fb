import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { acme, globex } from './support/schema.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx/cli');

/** The README's code for an existing project, as it stands there. */
function example(): string {
  const readme = readFileSync(join(packageRoot, '../../README.md'), 'utf8');
  const section = readme.split('## In an existing project')[1]!.split('\n## ')[0]!;
  return /```ts\n([\s\S]*?)```/.exec(section)![1]!;
}

const use = `
import { connect, invoicesOf } from './example.ts';
const { db, close } = connect(process.argv[2]!, process.argv[4]!);
const rows = await invoicesOf(db, process.argv[3]!);
console.log(JSON.stringify(rows.map((row) => row.number)));
await close();
`;

const printScripts = `
import { keyScript, rlsScript } from './example.ts';
process.stdout.write(JSON.stringify([rlsScript, keyScript(process.argv[2]!)]));
`;

/** What the README says to begin with: of the kit's first migration, what comes before its tables. */
function foundation(): string {
  const folder = join(packageRoot, '../database/src/migrations/sql');
  const [beginning] = readFileSync(join(folder, '0000_foundation.sql'), 'utf8').split(
    '\n-- Tables',
  );
  return beginning!;
}

/** The README's own command for a new secret. */
function newSecret(): string {
  const readme = readFileSync(join(packageRoot, '../../README.md'), 'utf8');
  const [, code] = /^    node -p "(.*)"$/m.exec(readme)!;
  return execFileSync(process.execPath, ['-p', code!], { encoding: 'utf8' }).trim();
}

const tables = `
create table organizations (id uuid primary key, name text not null);
create table invoices (organization_id uuid not null default app.claimed_org_id() references organizations,
  id uuid not null default app.uuid_v7(), number text not null, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), primary key (organization_id, id));
insert into organizations values ('${acme.id}', 'Acme'), ('${globex.id}', 'Globex');
insert into invoices (organization_id, number) values ('${acme.id}', 'A-1'), ('${globex.id}', 'G-1');`;

test('the README’s example for an existing project isolates', async () => {
  const cache = join(packageRoot, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'readme-'));
  const database = `readme_${Date.now()}`;
  const server = new URL(inject('serverUrl'));
  const own = Object.assign(new URL(server), { pathname: `/${database}` });
  try {
    writeFileSync(join(folder, 'example.ts'), example());
    writeFileSync(join(folder, 'use.mts'), use);
    writeFileSync(join(folder, 'print-scripts.mts'), printScripts);
    const secret = newSecret();
    const scripts = JSON.parse(await run(folder, 'print-scripts.mts', secret)) as readonly string[];

    await query(server, `create database ${database}`);
    for (const script of [foundation(), tables, ...scripts]) await query(own, script);
    await query(
      own,
      `do $$ begin create role readme_login login password 'readme' in role startkit_app;
      exception when duplicate_object then end $$`,
    );

    const login = Object.assign(new URL(own), { username: 'readme_login', password: 'readme' });
    const invoices = await run(folder, 'use.mts', login.toString(), acme.id, secret);
    expect(JSON.parse(invoices)).toEqual(['A-1']);
  } finally {
    rmSync(folder, { recursive: true });
    await query(server, `drop database if exists ${database} with (force)`);
  }
});

async function run(folder: string, script: string, ...parameters: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tsx, join(folder, script), ...parameters],
    { maxBuffer: 1 << 24 },
  );
  return stdout;
}

async function query(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
