import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debianMajor } from '../../src/debian-postgres.ts';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { pnpm } from '../../src/pnpm.ts';
import { fillProduct, startProduct, type Product } from '../../src/product.ts';
import { query } from '../../src/query.ts';
import { repository } from '../../src/repository.ts';
import { run } from '../../src/run.ts';

/** The commands of docs/drift.md, in its order. */
const commands = [
  ...readFileSync(join(repository, 'docs/drift.md'), 'utf8').matchAll(/^ {4}npx pnpm@12 (.+)$/gm),
].map((match) => match[1]!);

const programs = `/usr/lib/postgresql/${debianMajor}/bin`;

let product: Product;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  folder = await makeFolder('drift', undefined);
  await fillProduct(product);
});
afterAll(async () => {
  await removeFolder(folder);
  await product.stop();
});

function call(command: string, database = product.database) {
  const [script, ...parameters] = command.split(' ');
  const env = { ...product.env, MIGRATION_DATABASE_URL: product.url(database) };
  return pnpm(script!, parameters, env);
}

async function psql(database: string, file: string): Promise<void> {
  const parameters = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file, product.url(database)];
  const { code, output } = await run(join(programs, 'psql'), parameters, { folder });
  expect({ code, output }).toEqual({ code: 0, output: '' });
}

test('every command of docs/drift.md does what it says there', { timeout: 300_000 }, async () => {
  const [drift, script, baseline, migrate, baselineTo, ...more] = commands;
  expect(more).toEqual([]);
  const url = product.server.adminUrl(product.database);

  expect((await call(drift!)).output).toContain('The database is what the schema says.');
  await query(url, 'alter policy tenant_select on projects using (true)');
  await query(url, 'create index by_name on projects (name)');
  const differs = await call(drift!);
  expect(differs.code).toBe(1);
  expect(differs.output).toContain('The index public.projects.by_name is not in the schema: found');
  expect(differs.output).toContain(
    'The policy public.projects.tenant_select: using is true, expected (',
  );
  const mending = await call(script!);
  expect(mending.code).toBe(0);
  await writeFile(join(folder, 'drift.sql'), mending.output);
  await psql(product.database, join(folder, 'drift.sql'));
  expect((await call(drift!)).code).toBe(0);
  expect((await call('db:apply-rls')).code).toBe(0);
  expect((await call('db:status')).code).toBe(0);

  const refused = await call(baseline!);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('has a journal already');
  await query(url, 'drop schema drizzle cascade');
  expect((await call(migrate!)).code).toBe(1);
  expect((await call(baseline!)).output).toContain('the tables are what they make');
  expect((await call(migrate!)).code).toBe(0);
  expect((await call('db:status')).code).toBe(0);

  await query(url, 'drop schema drizzle cascade');
  const sql = join(repository, 'packages/database/src/migrations/sql');
  for (const tag of ['0004_warehouse_queues', '0003_commerce_canvas_warehouse']) {
    await psql(product.database, join(sql, `${tag}.down.sql`));
  }
  const older = await call(baselineTo!);
  expect(older.code).toBe(0);
  expect(older.output).toMatch(/it applies 0003_\w+/);
});

test('a database that was restored from a dump is the same', { timeout: 120_000 }, async () => {
  const source = await startProduct();
  try {
    await source.does('db:migrate');
    const dump = join(folder, 'dump.sql');
    const dumped = await run(
      join(programs, 'pg_dump'),
      ['-f', dump, source.server.adminUrl(source.database)],
      { folder },
    );
    expect(dumped).toMatchObject({ code: 0 });
    await query(source.server.adminUrl(), 'create database restored owner startkit_migrator');
    await query(source.server.adminUrl(), 'revoke temporary on database restored from public');
    const restored = await run(
      join(programs, 'psql'),
      ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', dump, source.server.adminUrl('restored')],
      { folder },
    );
    expect(restored).toMatchObject({ code: 0 });
    source.env['MIGRATION_DATABASE_URL'] = source.url('restored');
    expect(await source.does('db:drift')).toContain('The database is what the schema says.');
  } finally {
    await source.stop();
  }
});
