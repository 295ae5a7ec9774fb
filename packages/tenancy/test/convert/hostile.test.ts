import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import type { TableConversion } from '../../src/convert/config/config.ts';
import { defaultRoles } from '../../src/policies.ts';
import { converting, defaultOrganization, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { changes, schemaSnapshot } from './support/snapshot.ts';

/*
 * Ways from one organization to another, tried as the logins of the new application and of the old one; and what the plan says of
 * those that it cannot close.
 */

const other = '00000000-0000-7000-8000-000000000002';

const roles = [
  'hostile_owner',
  'hostile_strong bypassrls',
  `hostile_old login password 'old'`,
  `hostile_new login password 'new'`,
]
  .map(
    (role) =>
      `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then end $$;`,
  )
  .join('\n');

let database: FreshDatabase;
let conversion: Converting | undefined;

const loginUrl = (username: string, password: string) =>
  Object.assign(new URL(database.url), { username, password }).toString();

async function login(username: string, password: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: loginUrl(username, password) });
  await client.connect();
  return client;
}

describe('ways around the policies', () => {
  let old: pg.Client;
  let app: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    await database.run(`${roles}
      -- Whatever is made from now on is everybody's.
      alter default privileges grant all on tables to hostile_old;
      alter default privileges grant all on sequences to hostile_old;
      alter default privileges grant usage on schemas to hostile_old;
      create table items (id serial primary key, name text not null unique) ;
      create table days (id int, day int, primary key (id, day)) partition by list (day);
      create table days_1 partition of days for values in (1);
      create table log (id serial primary key, name text not null);
      create function logged() returns trigger language plpgsql security definer as
        $$ begin insert into log (name) values (new.name); return new; end $$;
      create trigger items_logged after insert on items for each row execute function logged();
      create function count_items() returns bigint language sql security definer as 'select count(*) from public.items';
      create view item_names as select name from items;
      grant all on schema public to hostile_owner;
      alter table items owner to hostile_owner;
      alter table log owner to hostile_owner;
      alter function logged() owner to hostile_owner;
      alter function count_items() owner to hostile_owner;
      grant all on all tables in schema public to hostile_old;
      grant all on all sequences in schema public to hostile_old;
      grant usage on all sequences in schema public to hostile_owner;
      insert into items (name) values ('first'), ('second');
      insert into days values (1, 1)`);
    conversion = await converting(database.url, {
      tables: { items: 'tenant', days: 'tenant', log: 'tenant' },
      legacy: { roles: ['hostile_old'] },
    });
    await conversion.run();
    await database.run(`
      insert into organizations (id, name) values ('${other}', 'Other');
      grant startkit_app to hostile_new;
      insert into items (organization_id, name) values ('${other}', 'theirs');
      insert into days (organization_id, id, day) values ('${other}', 2, 1)`);
    old = await login('hostile_old', 'old');
    app = await login('hostile_new', 'new');
  });
  afterAll(async () => {
    await old?.end();
    await app?.end();
    conversion?.close();
    await database?.close();
  });

  test.each([
    'select * from app.context_keys',
    'select * from tenancy_convert.steps',
    `update tenancy_convert.conversion set plan_hash = ''`,
  ])('the old application may not: %s', async (sql) => {
    await expect(old.query(sql)).rejects.toThrow('permission denied');
  });

  test('a trigger with its owner’s rights goes on working for the old application', async () => {
    await old.query(`insert into items (name) values ('third')`);
    const { rows } = await old.query(`select organization_id as of from log where name = 'third'`);
    expect(rows).toEqual([{ of: defaultOrganization }]);
    const { rows: counted } = await old.query('select count_items()::int as n');
    expect(counted).toEqual([{ n: 3 }]);
  });

  test('the old application sees its own rows, however it asks', async () => {
    for (const from of ['items', 'item_names', '(table items) t', 'days', 'days_1']) {
      const { rows } = await old.query(`select * from ${from}`);
      expect(JSON.stringify(rows)).not.toMatch(/theirs|"id":2,"day"/);
    }
  });

  test.each([
    'select * from days_1',
    `insert into days_1 (organization_id, id, day) values ('${defaultOrganization}', 9, 1)`,
    'copy days_1 to stdout',
    'truncate items',
    `copy items (name) from stdin`,
    'select count_items()',
    `select setval('items_id_seq', 1)`,
    'select * from tenancy_convert.steps',
    'select * from app.context_keys',
    "select app.drop_policies('items')",
    'create table mine ()',
    'create temporary table mine ()',
    'set role startkit_superadmin',
    'set role hostile_owner',
  ])('the new application may not: %s', async (sql) => {
    await expect(app.query(sql)).rejects.toThrow(/permission denied|must be owner|not supported/);
  });

  test('a planted context neither reads nor writes', async () => {
    await app.query(
      `select set_config('app.context', 'a,9999999999,startkit_app,${other},,,false', false)`,
    );
    await expect(app.query(`insert into items (name) values ('planted')`)).rejects.toThrow(
      'not signed',
    );
    await expect(app.query('select * from items')).rejects.toThrow('not signed');
    await app.query('reset all');
    await expect(app.query(`insert into items (name) values ('planted')`)).rejects.toThrow(
      'row-level security',
    );
  });

  test('a trigger with its owner’s rights writes into the organization of the context', async () => {
    const client = new TenantClient(
      nodePostgres({ connectionString: loginUrl('hostile_new', 'new') }),
      { secret },
    );
    const rows = await withTenant({ organizationId: other }, async () => {
      await client.query(`insert into items (name) values ('ours')`);
      return (await client.query('select name from log')).rows;
    });
    await client.close();
    expect(rows).toEqual([{ name: 'ours' }]);
  });
});

describe('what the plan says of', () => {
  const planned = async (sql: string, scopes: Record<string, TableConversion>) => {
    database = await freshDatabase();
    try {
      await database.run(`${roles}
        create table items (id serial primary key, name text not null unique); ${sql}`);
      conversion = await converting(database.url, {
        tables: { items: 'tenant', ...scopes },
        legacy: { roles: ['hostile_old'] },
        roles: { ...defaultRoles, portal: 'hostile_strong' },
      });
      conversion.close();
      return conversion.plan.obstacles.map(({ name }) => name);
    } finally {
      await database.close();
    }
  };

  test.each([
    ['a role that no policy binds', '', {}, 'role-is-strong:hostile_strong'],
    [
      'a rule on a table',
      'create table log (name text); create rule logs as on insert to items do also insert into log values (new.name)',
      { log: 'tenant' },
      'rule:public.items.logs',
    ],
    [
      'a view that everybody may read, with its owner’s rights',
      'create view names as select name from items; grant select on names to public',
      {},
      'granted-to-everybody:public.names',
    ],
    [
      'a view that a superuser owns, and whose readers may not read the table',
      'create view names as select name from items; grant select on names to hostile_old',
      {},
      'view-without-policies:public.names',
    ],
    [
      'a materialized view that everybody may read',
      'create materialized view names as select name from items; grant select on names to public',
      {},
      'granted-to-everybody:public.names',
    ],
    [
      'a private table that everybody may read',
      'create table secrets (id int); grant select on secrets to public',
      { secrets: 'private' },
      'granted-to-everybody:public.secrets',
    ],
    [
      'a table of everybody’s that everybody may write',
      'create table countries (id int); grant insert on countries to public',
      { countries: 'global' },
      'granted-to-everybody:public.countries',
    ],
    [
      'rights that no policy bounds',
      'grant all on items to hostile_old',
      {},
      'strong-rights:hostile_old',
    ],
    [
      'a trigger with the rights of a superuser',
      `create function f() returns trigger language plpgsql security definer as 'begin return new; end'`,
      {},
      'definer-trigger:public.f()',
    ],
    [
      'an event trigger',
      `create function f() returns event_trigger language plpgsql as 'begin end';
       create event trigger watching on ddl_command_end execute function f()`,
      {},
      'event-trigger:watching',
    ],
    [
      'a schema app that is another’s',
      'create schema app authorization hostile_owner',
      {},
      'engine-schema',
    ],
    [
      'a schema app with a function of the client’s name',
      `create schema app; create function app.touch_updated_at() returns trigger language plpgsql as 'begin return new; end'`,
      {},
      'engine-names',
    ],
    [
      'a schema app with a table of keys',
      'create schema app; create table app.context_keys (id text)',
      { 'app.context_keys': 'private' },
      'engine-names',
    ],
    [
      'a foreign key onto a partition',
      `create table days (id int, day int, primary key (id, day)) partition by list (day);
       create table days_1 partition of days for values in (1);
       create table notes (id int, day int, constraint of_day foreign key (id, day) references days_1)`,
      { days: 'tenant', notes: 'tenant' },
      'foreign-key-onto-partition:public.notes.of_day',
    ],
    [
      'a key with as many columns as there may be',
      `create table wide (${Array.from({ length: 32 }, (__, i) => `c${i} int`).join(', ')},
         constraint wide_key unique (${Array.from({ length: 32 }, (__, i) => `c${i}`).join(', ')}))`,
      { wide: 'tenant' },
      'too-wide:public.wide_key',
    ],
  ] as const)('%s', async (_, sql, scopes, name) => {
    expect(await planned(sql, scopes)).toContain(name);
  });
});

test('what is called as something new would be is left alone', async () => {
  database = await freshDatabase();
  await database.run(`${roles}
    create table notes (id int, company int);
    create index notes_organization_id_idx on notes (id);
    create sequence notes_organization_id_fkey;
    create function notes_fill_tenant() returns trigger language plpgsql as 'begin return new; end';
    create table companies (id int primary key);
    insert into companies values (1);
    insert into notes values (1, 1)`);
  const before = await schemaSnapshot(database.admin);
  conversion = await converting(database.url, {
    organizations: { table: 'companies' },
    tables: { notes: { column: 'company' } },
    legacy: { roles: ['hostile_old'], sees: 'everything' },
  });
  await conversion.run();
  const [row] = await database.run(
    `select pg_get_indexdef('notes_organization_id_idx'::regclass) as index`,
  );
  expect(row?.['index']).toMatch(/\(id\)$/);
  await conversion.rollBack();
  conversion.close();
  expect(changes(before, await schemaSnapshot(database.admin))).toEqual([]);
  await database.close();
});
