import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provisionContextKey } from '../../src/environment/provision/context-key.ts';
import { provision } from '../../src/environment/provision/provision.ts';
import { withLogin } from '../../src/environment/target.ts';
import { applyRls, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { testContextSecret } from '../../src/testing/context-secret.ts';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';

/*
 * Ways around the policies that the migration login can lay. Each is laid, used by a tenant's login, found,
 * and taken away again.
 */
interface Attack {
  /** SQL of the migration login. */
  readonly lay: string;
  /** What a tenant then runs, to read the secret. */
  readonly read: string;
  readonly exposures: readonly string[];
  readonly undo: string;
}

const app = 'startkit_app, startkit_app_login';
const everybody = `public, ${app}, startkit_portal, startkit_portal_login`;
const organization = '0191d6a0-0000-7000-8000-00000000000a';
const reads = (rights: string) =>
  `returns setof text language sql security definer ${rights} as 'select secret from public.vault'`;
const forced = (table: string) => `alter table ${table} enable row level security;
  alter table ${table} force row level security; create policy anybody on ${table} using (true)`;
const giveToDefiner = (signature: string) => `grant create on schema public to startkit_definer;
  alter function ${signature} owner to startkit_definer;
  revoke create on schema public from startkit_definer`;
const queueTable = (queue: string) => `j${createHash('sha224').update(queue).digest('hex')}`;
/** Tables that no policy binds, and startkit_backup reads. */
const whatDumpsRead = [
  'drizzle.__drizzle_migrations',
  ...[
    'archive',
    'job',
    'queue',
    'schedule',
    'subscription',
    'version',
    ...[
      'projects.purge',
      'projects.purge-all',
      'warehouse.reconcile',
      'warehouse.reconcile-all',
    ].map(queueTable),
  ]
    .map((name) => `pgboss.${name}`)
    .toSorted(),
];

const attacks: Readonly<Record<string, Attack>> = {
  'a function of a schema that tenants may not use, through a view': {
    lay: `create schema closed; create function closed.f() ${reads('')};
      create view v with (security_invoker) as select * from closed.f(); grant select on v to startkit_app`,
    read: 'select * from v',
    exposures: [
      `the function closed.f() runs with the rights of startkit_migrator for ${everybody}`,
    ],
    undo: 'drop schema closed cascade',
  },
  'a table of a schema that tenants may not use, through a view': {
    lay: `create schema closed; create table closed.t as select * from vault; grant select on closed.t to public;
      create view v with (security_invoker) as select * from closed.t; grant select on v to startkit_app`,
    read: 'select * from v',
    exposures: [`the table closed.t without forced row security is reached by ${everybody}`],
    undo: 'drop schema closed cascade',
  },
  'the same through the parsed body of a function': {
    lay: `create schema closed; create table closed.t as select * from vault; grant select on closed.t to public;
      create function g() returns setof text language sql begin atomic select secret from closed.t; end`,
    read: 'select * from g()',
    exposures: [`the table closed.t without forced row security is reached by ${everybody}`],
    undo: 'drop schema closed cascade',
  },
  'a rule on a view with the rights of its reader': {
    lay: `create view v with (security_invoker) as select ''::text as secret;
      create rule spy as on update to v do instead update vault set secret = vault.secret returning vault.secret;
      grant select, update on v to startkit_app`,
    read: `update v set secret = '' returning secret`,
    exposures: ['the rule spy on the view public.v rewrites its statements'],
    undo: 'drop view v',
  },
  'a function under an aggregate': {
    lay: `create function step(state text, x int) returns text language sql security definer
        as 'select string_agg(secret, '''') from public.vault';
      revoke execute on function step from public; create aggregate peek(int) (sfunc = step, stype = text)`,
    read: 'select peek(1)',
    exposures: [
      `the function public.step(text, integer) runs with the rights of startkit_migrator for ${everybody}`,
    ],
    undo: 'drop function step cascade',
  },
  'a table that a declared one inherits from': {
    lay: `create table base (name text not null); ${forced('base')}; grant select on base to startkit_app;
      alter table projects inherit base`,
    read: 'select name from base order by name',
    exposures: [`the table public.base, which the RLS SQL does not declare, is reached by ${app}`],
    undo: 'alter table projects no inherit base; drop table base',
  },
  'a declared table that a table inherits from': {
    lay: `create table child (like permissions including all); insert into child (id, key, description)
        select gen_random_uuid(), 'a.b', secret from vault; alter table child inherit permissions`,
    read: 'select description from permissions order by 1 desc',
    exposures: [
      'the rows of public.child are in public.permissions too, which it inherits from, and only the policies there bind them',
    ],
    undo: 'drop table child',
  },
  'a table whose own policy lets everything through': {
    lay: `create table exported as select * from vault; ${forced('exported')}; grant select on exported to startkit_app`,
    read: 'select * from exported',
    exposures: [
      `the table public.exported, which the RLS SQL does not declare, is reached by ${app}`,
    ],
    undo: 'drop table exported',
  },
  'a table that another is a partition of': {
    lay: `create table parent (secret text) partition by list (secret); ${forced('parent')};
      grant select on parent to startkit_app; alter table parent attach partition vault default`,
    read: 'select * from parent',
    exposures: [
      `the table public.parent, which the RLS SQL does not declare, is reached by ${app}`,
    ],
    undo: 'alter table parent detach partition vault; drop table parent',
  },
  'a function of startkit_definer, which may read a table': {
    lay: `grant select on vault to startkit_definer; create function f() ${reads('')}; ${giveToDefiner('f()')}`,
    read: 'select * from f()',
    exposures: [
      'public.vault, which the RLS SQL does not declare, is read by startkit_definer, as which lookup functions run',
      'the function public.f() of startkit_definer is not in the RLS SQL',
    ],
    undo: 'drop function f; revoke select on vault from startkit_definer',
  },
  'an overload of a lookup function': {
    lay: `create function app.member_can(int) returns setof uuid language sql security definer
        as 'select id from public.organizations'; grant create on schema app to startkit_definer;
      alter function app.member_can(int) owner to startkit_definer; revoke create on schema app from startkit_definer`,
    read: `select 'SECRET: ' || id from app.member_can(1) id where id <> '${organization}'`,
    exposures: ['the function app.member_can(integer) of startkit_definer is not in the RLS SQL'],
    undo: 'drop function app.member_can(int)',
  },
  'startkit_definer that is a member of another role': {
    lay: `grant startkit_backup to startkit_definer;
      create function f() returns setof text language sql security definer as 'select name from public.projects';
      ${giveToDefiner('f()')}`,
    read: 'select * from f() name order by name',
    exposures: [
      ...whatDumpsRead.map(
        (table) =>
          `${table}, which the RLS SQL does not declare, is read by startkit_definer, as which lookup functions run`,
      ),
      'the function public.f() of startkit_definer is not in the RLS SQL',
      'the role startkit_definer is a member of startkit_backup',
    ],
    undo: 'drop function f; revoke startkit_backup from startkit_definer',
  },
  'a tenant’s login that is a member of another role': {
    lay: 'grant startkit_backup to startkit_app_login',
    read: 'select name from projects order by name',
    exposures: [
      "the login startkit_app_login, which is a tenant's, is a member of startkit_backup",
    ],
    undo: 'revoke startkit_backup from startkit_app_login',
  },
  'a tenant’s login that is one by way of another role': {
    lay: 'create role staff; grant startkit_superadmin to staff; grant staff to startkit_app_login',
    read: 'select name from projects order by name',
    exposures: [
      "the login startkit_app_login, which is a tenant's, is a member of startkit_superadmin",
    ],
    undo: 'drop role staff',
  },
  'a trigger with its owner’s rights': {
    lay: `create function spy() returns trigger language plpgsql security definer
        as 'begin new.description := (select secret from public.vault); return new; end';
      create trigger spy before insert on projects for each row execute function spy()`,
    read: `insert into projects (name) values ('new') returning description`,
    exposures: [
      'the trigger spy on the table public.projects runs with the rights of startkit_migrator',
    ],
    undo: 'drop function spy cascade',
  },
  'a trigger in place of what is written to a view': {
    lay: `create function spy() returns trigger language plpgsql security definer
        as 'begin new.x := (select secret from public.vault); return new; end';
      create view v with (security_invoker) as select ''::text as x; grant select, insert on v to startkit_app;
      create trigger spy instead of insert on v for each row execute function spy()`,
    read: `insert into v values ('') returning x`,
    exposures: ['the trigger spy on the view public.v runs with the rights of startkit_migrator'],
    undo: 'drop function spy cascade; drop view v',
  },
  'a trigger behind a cascade': {
    lay: `create function spy() returns trigger language plpgsql security definer
        as 'begin update public.projects set description = (select secret from public.vault) where name = ''a''; return null; end';
      create table behind (organization_id uuid, id uuid,
        foreign key (organization_id, id) references projects (organization_id, id) on delete cascade);
      create trigger spy after delete on behind for each row execute function spy();
      insert into projects (organization_id, name) values ('${organization}', 'gone');
      insert into behind select organization_id, id from projects where name = 'gone'`,
    read: `with gone as (delete from projects where name = 'gone') select 'SECRET'`,
    exposures: [
      'the trigger spy on the table public.behind runs with the rights of startkit_migrator',
    ],
    undo: 'drop table behind; drop function spy',
  },
  'a view that was given to an extension': {
    lay: `create extension citext; create view v as select * from vault; grant select on v to startkit_app;
      alter extension citext add view v`,
    read: 'select * from v',
    exposures: [`the view public.v without security_invoker is reached by ${app}`],
    undo: 'drop extension citext cascade',
  },
  'a table that the RLS SQL takes for the declared one': {
    lay: `create schema startkit_migrator; create table startkit_migrator.projects (like public.projects);
      create policy anybody on public.projects using (true)`,
    read: 'select name from projects order by name',
    exposures: [
      `the table public.projects, which the RLS SQL does not declare, is reached by ${app}`,
    ],
    undo: 'drop schema startkit_migrator cascade',
  },
};

let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.createDatabase();
  await migrate({ url: database.url });
  await provision({ url: database.url, passwordOf: () => 'a-password' });
  await provisionContextKey({ url: database.url, secret: testContextSecret });
  await query(
    database.url,
    `create table vault (secret text); insert into vault values ('SECRET');
     insert into organizations (id, name, slug) values ('${organization}', 'A', 'a'),
       ('0191d6a0-0000-7000-8000-00000000000b', 'B', 'b');
     insert into projects (organization_id, name) values ('${organization}', 'a'),
       ('0191d6a0-0000-7000-8000-00000000000b', 'SECRET')`,
  );
  await applyRls({ url: database.url });
});
afterAll(() => server.stop());

const exposed = async () => (await migrationStatus({ url: database.url })).exposures;

/** The first value that a tenant's login gets, in the context of the organization A; nothing is kept. */
const asTenant = (text: string) =>
  asLogin(withLogin(database.url, 'startkit_app_login', 'a-password'), async (client) => {
    await client.query('begin');
    await enterContext(client, { organizationId: organization }, { local: true });
    const { rows } = await client.query<Record<string, unknown>>(text);
    return String(Object.values(rows[0] ?? {})[0]);
  });

describe.each(Object.entries(attacks))('%s', (_, { lay, read, exposures, undo }) => {
  test('leads to the secret, is found, and is gone when it is taken away', async () => {
    await query(database.url, lay);
    try {
      expect(await asTenant(read)).toContain('SECRET');
      expect(await exposed()).toEqual(exposures);
      await expect(applyRls({ url: database.url })).rejects.toMatchObject({
        code: 'RLS_FAILED',
        message: expect.stringContaining(exposures[0] ?? ''),
      });
    } finally {
      await query(database.url, undo);
    }
    expect(await exposed()).toEqual([]);
    await applyRls({ url: database.url });
    expect((await migrationStatus({ url: database.url })).current).toBe(true);
  });
});

test('a range type’s function with its owner’s rights is found', async () => {
  await query(
    database.url,
    `create function distance(a numeric, b numeric) returns float8 language sql immutable security definer as 'select 1.0::float8';
     revoke execute on function distance from public;
     create type span as range (subtype = numeric, subtype_diff = distance)`,
  );
  expect(await exposed()).toEqual([
    'the function public.distance(numeric, numeric) runs with the rights of startkit_migrator for the range type span',
  ]);
  await query(database.url, 'drop type span; drop function distance');
});

test.each([
  ['startkit_definer', 'startkit_definer'],
  ['startkit_app_login', 'startkit_app_login'],
])('%s with BYPASSRLS is found', async (role) => {
  await query(database.adminUrl, `alter role ${role} bypassrls`);
  expect(await exposed()).toEqual([
    `no policy binds the role ${role}: it is a superuser, or has BYPASSRLS`,
  ]);
  await query(database.adminUrl, `alter role ${role} nobypassrls`);
});

describe('what only looks like one', () => {
  test.each([
    [
      'a trigger with its owner’s rights on a table that no tenant’s statement writes',
      `create function note() returns trigger language plpgsql security definer as 'begin return null; end';
       create table inner_log (id int); create trigger note after insert on inner_log execute function note()`,
      'drop table inner_log; drop function note',
    ],
    [
      'a rule on a view that tenants do not write',
      `create table inner_log (id int); create view v with (security_invoker) as select id from inner_log;
       create rule skip as on insert to v do instead nothing; grant select on v to startkit_app`,
      'drop table inner_log cascade',
    ],
    [
      'a partitioned table of staff, with inheritance beside it',
      `create table events (id int) partition by list (id); create table events_1 partition of events for values in (1);
       create table old (id int); create table older () inherits (old);
       grant select on events, old to startkit_superadmin, startkit_backup`,
      'drop table events, old cascade',
    ],
    [
      'an aggregate over a function that runs as whoever calls it',
      `create function step(state int, x int) returns int language sql as 'select state + x';
       create aggregate total(int) (sfunc = step, stype = int)`,
      'drop function step cascade',
    ],
    ['an extension', 'create extension citext', 'drop extension citext'],
    [
      'a login of staff',
      'create role staff login in role startkit_superadmin, startkit_backup',
      'drop role staff',
    ],
  ])('%s', async (_, lay, undo) => {
    await query(database.url, lay);
    try {
      await applyRls({ url: database.url });
      expect(await migrationStatus({ url: database.url })).toMatchObject({
        exposures: [],
        current: true,
      });
    } finally {
      await query(database.url, undo);
      await applyRls({ url: database.url });
    }
  });

  test('what a superuser’s extension shows to everybody', async () => {
    await query(database.adminUrl, 'create extension pg_stat_statements');
    expect(await exposed()).toEqual([]);
    await query(database.adminUrl, 'drop extension pg_stat_statements');
  });

  test('the migration login of another database of this server', async () => {
    await query(
      database.adminUrl,
      `create role other_migrator login createrole in role startkit_superadmin, startkit_definer;
       create role other_login login in role startkit_app`,
    );
    expect(await exposed()).toEqual([]);
    await query(database.adminUrl, 'drop role other_migrator; drop role other_login');
  });
});
