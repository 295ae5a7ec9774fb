import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPlan } from '../../src/convert/files/folder.ts';
import { connected, converting, secret, type Converting } from './support/converting.ts';
import { assignOrphans } from '../../src/convert/run/assign-orphans.ts';
import { findMixture } from '../../src/convert/run/mixture.ts';
import { runPlan } from '../../src/convert/run/run.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';

/*
 * The plan and the database belong together.
 */

let database: FreshDatabase;
let conversion: Converting;

beforeEach(async () => {
  database = await freshDatabase();
  await database.run(
    'create table notes (id int primary key, text text unique); insert into notes select n, n::text from generate_series(1, 9) n',
  );
  conversion = await converting(database.url, { tables: { notes: 'tenant' } });
});
afterEach(async () => {
  conversion.close();
  await database.close();
});

test('a schema that changed after the plan was made is refused; more rows are not', async () => {
  await database.run('insert into notes values (10)');
  await database.run('alter table notes add column more text');
  await expect(conversion.run()).rejects.toThrow('not the one that the plan was made for');
  await database.run('alter table notes drop column more');
  await conversion.run();
});

test('a file that was changed before it began is run as it is; one that was changed in between is refused', async () => {
  const file = join(conversion.folder, '01-organizations.sql');
  appendFileSync(
    file,
    '\n-- step: own.more\n-- more\n-- lock: none\n-- runs: in a transaction\ncreate table of_mine (id int);\n',
  );
  const plan = readPlan(conversion.folder);
  const { signal } = new AbortController();
  await connected(database.url, (db) => runPlan({ db, plan, secret, signal }));
  const [made] = await database.run(`select to_regclass('of_mine') is not null as there`);
  expect(made).toEqual({ there: true });
  await expect(conversion.run()).rejects.toThrow(
    'not the plan that the conversion of this database began with',
  );
});

test('what a phase has not done stops it at its end', async () => {
  const name = readdirSync(conversion.folder).find((one) => one.endsWith('-isolation.sql')) ?? '';
  const file = join(conversion.folder, name);
  const forced = 'alter table public.notes force row level security;';
  writeFileSync(file, readFileSync(file, 'utf8').replace(forced, ''));
  const plan = readPlan(conversion.folder);
  const { signal } = new AbortController();
  const running = connected(database.url, (db) => runPlan({ db, plan, secret, signal }));
  await expect(running).rejects.toThrow('public.notes has no row security that binds its owner');
});

test('what is being taken back is not run: it is taken back to the end first', async () => {
  await conversion.run();
  const stopped = conversion.rollBack({
    onStep: () => {
      throw new Error('stopped');
    },
  });
  await expect(stopped).rejects.toThrow('stopped');
  await expect(conversion.run()).rejects.toThrow('is being taken back');
  await conversion.rollBack();
  await conversion.run();
});

test('a row without a value in a tenant key that was there already is nobody’s, and is asked for', async () => {
  await database.run(`
    create table regions (id int primary key); insert into regions values (1), (2);
    create table visits (id int primary key, region int references regions);
    insert into visits values (1, 1), (2, 2), (3, null)`);
  conversion.close();
  conversion = await converting(database.url, {
    organizations: { table: 'regions' },
    tenantKey: 'region',
    defaultOrganization: { id: '1' },
    tables: { notes: 'tenant', visits: 'tenant' },
  });
  await expect(conversion.run()).rejects.toThrow(
    'public.visits: 1 row(s) belong to no organization',
  );
  const { about } = conversion.written;
  await conversion.run({ beforeOrphans: (context) => assignOrphans(context, about, '2') });
  expect(await database.run('select region from visits order by id')).toEqual([
    { region: 1 },
    { region: 2 },
    { region: 2 },
  ]);
  // Its rows were several organizations' before: that is no reason not to take it back.
  expect(await connected(database.url, (db) => findMixture(db, about))).toEqual({
    mixed: [],
    colliding: [],
  });
  await conversion.rollBack();
});
