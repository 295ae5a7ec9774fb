import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversionConfig, TableConversion } from '../../src/convert/config/config.ts';
import { makePlan } from '../../src/convert/plan/make.ts';
import type { Obstacle } from '../../src/convert/plan/plan.ts';
import { propose } from '../../src/convert/propose/propose.ts';
import { surveyForConversion } from '../../src/convert/survey/read.ts';
import { runSql } from '../support/run-sql.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { changes, dataSnapshot, schemaSnapshot } from './support/snapshot.ts';
import { optionalTorture, type OptionalTorture } from './support/torture.ts';

/*
 * What cannot be converted is said before anything is done, with the reason and with what to do instead.
 */

let database: FreshDatabase;
let version: number;

beforeEach(async () => {
  database = await freshDatabase();
  const [row] = await database.run(`select current_setting('server_version_num')::int as version`);
  version = Number(row?.['version']);
  await database.run(`
    do $$ begin create role convert_app; exception when duplicate_object or unique_violation then end $$`);
});
afterEach(() => database.close());

/** What is in the way of making every table one of tenants, unless `tables` says otherwise. */
async function obstacles(
  tables: Readonly<Record<string, TableConversion | undefined>> = {},
  more: Partial<ConversionConfig> = {},
): Promise<readonly Obstacle[]> {
  const survey = await surveyForConversion(database.admin);
  const all = survey.tables
    .filter(({ partitionOf }) => partitionOf === undefined)
    .map(({ ident }) => [ident.replace(/^public\./, ''), 'tenant'] as const)
    .filter(([name]) => name !== more.organizations?.table);
  const merged: Record<string, TableConversion | undefined> = {
    ...Object.fromEntries(all),
    ...tables,
  };
  const said = Object.entries(merged).filter(([, how]) => how !== undefined);
  const config = {
    legacy: { roles: ['convert_app'] },
    tables: Object.fromEntries(said) as ConversionConfig['tables'],
    ...more,
  };
  return makePlan(survey, config).plan.obstacles;
}

const named = (found: readonly Obstacle[], level: Obstacle['level'] = 'error') =>
  found.filter((one) => one.level === level).map(({ name }) => name);

describe('what a real database may have', () => {
  test.each<[OptionalTorture, readonly string[]]>([
    ['exclusion', ['exclusion:public.bookings.bookings_no_overlap']],
    ['inheritance', ['inherits:public.assets', 'inherits:public.vehicles']],
    ['policies', ['row-security:public.notes']],
    [
      'frozen-rows',
      ['rows-held:public.frozen', 'typed-table:public.typed', 'parsed-rows:public.frozen_rows()'],
    ],
    // Of its rows none is written, where they all belong to the default organization.
    ['always-trigger', []],
  ])('%s', async (piece, expected) => {
    await runSql(database.url, optionalTorture[piece]);
    const schema = await schemaSnapshot(database.admin);
    const data = await dataSnapshot(database.admin);
    const found = await obstacles();
    expect(named(found)).toEqual(expected);
    expect(found.every(({ why, instead }) => why.length > 10 && instead.length > 5)).toBe(true);
    expect(changes(schema, await schemaSnapshot(database.admin))).toEqual([]);
    expect(changes(data, await dataSnapshot(database.admin))).toEqual([]);
  });

  test('keys on periods, since PostgreSQL 18', async () => {
    const isNew = version >= 180_000;
    if (isNew) await runSql(database.url, optionalTorture.newest);
    expect(named(await obstacles())).toEqual(
      isNew
        ? [
            'exclusion:public.newest.newest_key',
            'foreign-key-of-its-own-kind:public.newest_uses.newest_uses_newest_id_during_fkey',
          ]
        : [],
    );
  });
});

describe('what PostgreSQL would refuse in the middle', () => {
  test('is really refused: rows held elsewhere, a table of a type, a body that was parsed', async () => {
    await runSql(database.url, optionalTorture['frozen-rows']);
    await expect(
      database.run('alter table frozen add column org uuid not null default gen_random_uuid()'),
    ).rejects.toThrow('uses its row type');
    await expect(database.run('alter table typed add column org uuid')).rejects.toThrow('typed');
    await database.run('drop table holds_rows; alter table frozen add column org uuid');
    await expect(database.run('select * from frozen_rows()')).rejects.toThrow('return type');
  });

  test('a column that may be null is added to a table whose rows are held elsewhere', async () => {
    await database.run(`
      create table orgs (id uuid primary key);
      create table frozen (id int primary key, org uuid references orgs);
      create table holds_rows (id int primary key, org uuid references orgs, kept frozen[])`);
    const rules = { frozen: { column: 'org' }, holds_rows: { column: 'org' } };
    const more: Partial<ConversionConfig> = {
      organizations: { table: 'orgs' },
      legacy: { roles: ['convert_app'], sees: 'everything' },
    };
    expect(named(await obstacles(rules, more))).toEqual([]);
    expect(
      named(await obstacles({}, { ...more, defaultOrganization: { id: crypto.randomUUID() } })),
    ).toEqual(['rows-held:public.frozen']);
  });

  test.each([
    ['on update set null', 'on-update:public.lines.lines_order_id_fkey'],
    ['on update set default', 'on-update:public.lines.lines_order_id_fkey'],
    ['on update cascade on delete set null', undefined],
  ])('a foreign key %s', async (action, expected) => {
    await database.run(`
      create table orders (id int primary key);
      create table lines (id int primary key, order_id int references orders ${action})`);
    expect(named(await obstacles())).toEqual(expected === undefined ? [] : [expected]);
  });

  test('a foreign key between partitioned tables', async () => {
    await database.run(`
      create table orders (id int primary key) partition by range (id);
      create table lines (id int primary key, order_id int references orders) partition by range (id);
      create table orders_1 partition of orders for values from (1) to (9);
      create table lines_1 partition of lines for values from (1) to (9)`);
    expect(named(await obstacles())).toEqual(['partitioned-both:public.lines.lines_order_id_fkey']);
  });

  test('an index that was left behind invalid', async () => {
    await database.run(
      'create table orders (id int primary key, n int); insert into orders values (1, 1), (2, 1)',
    );
    await expect(
      database.run('create unique index concurrently orders_n on orders (n)'),
    ).rejects.toThrow('could not create unique index');
    expect(named(await obstacles())).toEqual(['invalid-index:public.orders_n']);
  });

  test('functions of the tenant client’s names', async () => {
    await database.run(`
      create schema app; create table orders (id int primary key);
      create function app.current_org_id() returns int language sql return 1`);
    const [found] = await obstacles();
    expect(found).toMatchObject({ name: 'engine', level: 'error', acceptable: false });
    expect(found?.why).toContain('app.current_org_id()');
  });

  test('a column of the tenant key’s name', async () => {
    await database.run(`
      create table orders (id int primary key, organization_id int);
      create table lines (id int primary key, organization_id uuid)`);
    const found = await obstacles();
    expect(named(found)).toEqual(['tenant-key-taken:public.orders']);
    expect(found.find(({ name }) => name.startsWith('tenant-key'))?.why).toContain(
      'of type integer',
    );
    expect(named(await obstacles({}, { tenantKey: 'org_id' }))).toEqual([]);
  });
});

describe('what was not said', () => {
  test('whose rows a table holds', async () => {
    await database.run(
      'create table orders (id int primary key); create table "Other Rows" (id int)',
    );
    const found = await obstacles({ '"Other Rows"': undefined });
    expect(named(found)).toEqual(['unlisted:public."Other Rows"']);
    expect(found[0]?.instead).toContain(`"\\"Other Rows\\"": 'tenant', 'global' or 'private'`);
  });

  test('why a table of nobody refers to a tenant’s rows', async () => {
    await database.run(`
      create table orders (id int primary key);
      create table exports (id int primary key, order_id int references orders)`);
    for (const how of ['global', 'private'] as const) {
      expect(named(await obstacles({ exports: how }))).toEqual([
        'foreign-key-from-outside:public.exports.exports_order_id_fkey',
      ]);
    }
  });

  test('which roles the old application works as', async () => {
    await database.run('create table orders (id int primary key)');
    const found = await obstacles({}, { legacy: { roles: ['nobody_of_that_name'] } });
    expect(named(found)).toEqual(['legacy:nobody_of_that_name']);
    const survey = await surveyForConversion(database.admin);
    const none = makePlan(survey, { tables: { orders: 'tenant' } }).plan.obstacles;
    expect(named(none, 'warning')).toEqual(['legacy:none']);
    const superuser = await obstacles({}, { legacy: { roles: [survey.session.user] } });
    expect(named(superuser, 'warning')).toContain(`legacy:${survey.session.user}`);
  });
});

describe('a backfill', () => {
  /** A table whose rows find their organization by a rule, and are therefore written. */
  const tables = `
    create table orgs (id uuid primary key);
    create table sites (id int primary key, org uuid references orgs);
    create table visits (id int primary key, site_id int references sites, n int)`;
  const rules: Readonly<Record<string, TableConversion>> = {
    sites: { column: 'org' },
    visits: { through: 'site_id' },
  };
  const more: Partial<ConversionConfig> = {
    organizations: { table: 'orgs' },
    legacy: { roles: ['convert_app'], sees: 'everything' },
  };

  beforeEach(() => database.run(tables));

  test('is nothing for a trigger that fires always', async () => {
    await database.run(`
      create function count_visit() returns trigger language plpgsql as $$ begin new.n := old.n + 1; return new; end $$;
      create trigger counts before update on visits for each row execute function count_visit()`);
    expect(named(await obstacles(rules, more))).toEqual([]);
    await database.run('alter table visits enable always trigger counts');
    const found = await obstacles(rules, more);
    expect(named(found)).toEqual(['always-trigger:public.visits.counts']);
    expect(found[0]).toMatchObject({ acceptable: false });
    // On whatever else it fires, the backfill is none of it.
    await database.run(`
      drop trigger counts on visits;
      create trigger counts before insert on visits for each row execute function count_visit();
      alter table visits enable always trigger counts`);
    expect(named(await obstacles(rules, more))).toEqual([]);
  });

  test('needs a login that may keep triggers quiet', async () => {
    const owner = `${database.name}_owner`;
    await database.run(`
      create role ${owner} login password 'owner' createrole; alter table visits owner to ${owner};
      create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
      create trigger touches before update on visits for each row execute function touch()`);
    try {
      await database.run(`set role ${owner}`);
      const found = await obstacles(rules, more);
      await database.run('reset role');
      const trigger = found.find(({ name }) => name === 'triggers:public.visits');
      expect(trigger).toMatchObject({ level: 'error', acceptable: false });
      expect(trigger?.instead).toContain(
        `grant set on parameter session_replication_role to ${owner}`,
      );
      expect(named(await obstacles(rules, more))).toEqual([]);
    } finally {
      await database.run(
        `reset role; reassign owned by ${owner} to current_user; drop role ${owner}`,
      );
    }
  });

  test('cannot write what is published without an identity', async () => {
    await database.run(`
      alter table visits drop constraint visits_pkey;
      create publication visits_out for table visits`);
    const found = await obstacles(rules, more);
    expect(named(found)).toEqual(['published:public.visits']);
    expect(named(found, 'warning')).toContain('subscribers:public.visits');
    await database.run('alter table visits replica identity full');
    expect(named(await obstacles(rules, more))).toEqual([]);
    await database.run('drop publication visits_out');
  });

  test('the trigger that fills the key reads with the rights of whoever writes', async () => {
    await database.run('grant insert, select on visits to convert_app');
    const found = await obstacles(rules, more);
    expect(named(found)).toEqual(['unread:public.visits.convert_app']);
    expect(found[0]?.instead).toBe('grant select on public.sites to convert_app');
    const bySql: TableConversion = { sql: '(select s.org from sites s where s.id = t.site_id)' };
    expect(named(await obstacles({ ...rules, visits: bySql }, more))).toEqual([
      'unread:public.visits.convert_app',
    ]);
    await database.run('grant select on sites to convert_app');
    expect(named(await obstacles(rules, more))).toEqual([]);
    await database.run(
      'revoke select on sites from convert_app; revoke insert on visits from convert_app',
    );
    expect(named(await obstacles(rules, more))).toEqual([]);
  });
});

describe('what can be lived with', () => {
  test('is a question, until it is accepted by its name', async () => {
    await database.run(
      'create table notes (id int primary key); grant select, insert on notes to public',
    );
    const [found, ...others] = (await obstacles()).filter(({ level }) => level === 'error');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ name: 'granted-to-everybody:public.notes', acceptable: true });
    expect(found?.why).toContain('everybody may insert, select');
    expect(named(await obstacles({}, { accept: ['granted-to-everybody:public.notes'] }))).toEqual(
      [],
    );
  });

  test('what cannot be lived with is not accepted', async () => {
    await runSql(database.url, optionalTorture.policies);
    const accept = ['row-security:public.notes'];
    expect(named(await obstacles({}, { accept }))).toEqual(accept);
  });

  test('functions with the rights of a role that the old application is not', async () => {
    const owner = `${database.name}_owner`;
    await database.run(`
      create role ${owner}; create table notes (id int primary key);
      create function count_notes() returns bigint language sql security definer as 'select count(*) from notes';
      create function one() returns int language sql security definer as 'select 1';
      alter function count_notes() owner to ${owner}; alter function one() owner to ${owner}`);
    const found = await obstacles();
    expect(named(found)).toEqual(['definer:public.count_notes()']);
    expect(found[0]).toMatchObject({ acceptable: true });
    expect(found[0]?.instead).toContain(`name ${owner} in legacy.roles`);
    expect(named(await obstacles({}, { legacy: { roles: ['convert_app', owner] } }))).toEqual([]);
    const proposal = propose(await surveyForConversion(database.admin));
    expect(proposal.legacyRoles).toEqual([owner]);
    await database.run(`drop owned by ${owner}; drop role ${owner}`);
  });

  test('views, upserts and functions that go on only for some are worth knowing', async () => {
    await database.run(`
      create table orders (id int primary key, number text unique);
      create materialized view counts as select count(*) from orders;
      create materialized view grouped as select id, number from orders group by id;
      create view shown as select * from orders; grant select on shown to convert_app;
      create function upsert() returns void language sql
        as $$ insert into orders values (1, 'a') on conflict (number) do nothing $$;
      create function all_orders() returns bigint language sql security definer as $$ select count(*) from orders $$`);
    expect(named(await obstacles(), 'warning').toSorted()).toEqual([
      'definer:public.all_orders()',
      'materialized-view:public.counts',
      'materialized-view:public.grouped',
      'on-conflict:public.upsert()',
      'primary-key-kept:public.orders',
      'view:public.shown',
    ]);
  });
});
