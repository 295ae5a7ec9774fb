import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenancyConfig } from '../../../src/config/config.ts';
import { emptyDatabase } from './empty-database.ts';
import { lacking, openScene, type Scene } from './filled.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.close());

/** Fills a schema that is made for it, and rolls back both. */
async function filled(
  sql: string,
  config: Partial<TenancyConfig>,
  look: (scene: Scene) => unknown,
): Promise<void> {
  const { db } = database;
  await db.query(`begin; ${sql}`);
  try {
    await look(await openScene(db, { roles: { tenant: [] }, ...config }));
  } finally {
    await db.query('rollback');
  }
}

const notes = (type: string, more = '') => `create table notes (
  organization_id ${type} not null, id int generated always as identity primary key, note text not null ${more})`;

test.each([
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4/],
  ['text', /^prove-(?:own|foreign)-[0-9a-f]{6}$/],
  ['varchar(4)', /^[a-z]{4}$/],
  ['bigint', /^\d{16}$/],
  ['integer', /^1\d{9}$/],
  ['smallint', /^[12]\d{4}$/],
])(
  'tenants of a key of type %s that references nothing have ids that nobody has',
  async (type, form) => {
    await filled(notes(type), {}, (scene) => {
      const { own, foreign } = scene.filled.tenants;
      expect(own).toMatch(form);
      expect(foreign).toMatch(form);
      expect(own).not.toBe(foreign);
      expect(scene.values('public.notes', 'organization_id')).toEqual([own, foreign, own, foreign]);
    });
  },
);

test('which satisfy what all tables say of the key, and have a partition', async () => {
  const sql = `
    create domain account as int check (value > 1000);
    create table a (account account not null check (account % 7 = 0), id serial primary key);
    create table b (account account not null check (account < 9000), id serial);
    create table c (account account not null) partition by list (account);
    create table c1 partition of c for values in (1050, 2100, 1003);
    create table c2 partition of c for values in (4200);`;
  await filled(sql, { tenantKey: 'account' }, (scene) => {
    const { own, foreign } = scene.filled.tenants;
    expect(['1050', '2100', '4200']).toContain(own);
    expect(['1050', '2100', '4200']).toContain(foreign);
    expect(own).not.toBe(foreign);
    expect(scene.filled.row(scene.table('public.c'), 'foreign')?.values['account']).toBe(foreign);
  });
});

test('a partition for other tenants is reported, its table is not', async () => {
  const sql = `
    create table notes (organization_id text not null, note text) partition by list (organization_id);
    create table notes_others partition of notes default;
    create table notes_acme partition of notes for values in ('acme');`;
  await filled(sql, {}, (scene) => {
    expect(lacking(scene)).toEqual({
      'public.notes_acme':
        'no values were found for (organization_id) that satisfy: bounds of the partition public.notes_acme',
    });
  });
});

test('the rows of an organization are the tenants, wherever the key comes from', async () => {
  const sql = `
    create table organizations (id int generated always as identity (start 500) primary key, slug text not null unique);
    create table settings (organization_id int primary key references organizations, theme text);
    ${notes('int', ', foreign key (organization_id) references organizations')};
    create table by_slug (organization_id text not null references organizations (slug), id serial primary key)`;
  const tables = { organizations: 'organization', settings: 'organization' } as const;
  await filled(sql, { tables }, (scene) => {
    expect(lacking(scene)).toEqual({});
    expect(scene.filled.tenants).toEqual({ own: '500', foreign: '501' });
    expect(scene.values('public.settings', 'organization_id')).toEqual([
      '500',
      '501',
      undefined,
      undefined,
    ]);
    expect(scene.values('public.by_slug', 'organization_id').slice(0, 2)).toEqual(
      scene.values('public.organizations', 'slug').slice(0, 2),
    );
  });
});

test('nobody said which table the organizations are: the tenant key leads there', async () => {
  const sql = `
    create table companies (id uuid primary key default gen_random_uuid(), name text);
    ${notes('uuid', ', foreign key (organization_id) references companies')}`;
  await filled(sql, {}, (scene) => {
    expect(lacking(scene)).toEqual({});
    expect(Object.values(scene.filled.tenants)).toEqual(
      scene.values('public.companies', 'id').slice(0, 2),
    );
  });
});

test('columns that subjects own hold their ids; those of the second row are others', async () => {
  const sql = `
    create table users (id uuid primary key default gen_random_uuid(), email text);
    create table profiles (user_id uuid primary key, bio text);
    create table tasks (organization_id uuid not null, id serial primary key, assignee uuid, watcher text)`;
  const tables = {
    users: 'user',
    profiles: { scope: 'user', key: 'user_id' },
    tasks: { scope: 'tenant', ownedBy: { member: 'assignee', portal: 'watcher' } },
  } as const;
  const subjects = [
    {
      name: 'member',
      role: 'x',
      enter: () => [],
      id: (own: (...of: [string, string]) => string) => own('users', 'id'),
    },
    {
      name: 'portal',
      role: 'x',
      enter: () => [],
      id: (own: (...of: [string, string]) => string) => own('users', 'email'),
    },
  ];
  await filled(sql, { tables, subjects }, (scene) => {
    const users = scene.values('public.users', 'id');
    expect(new Set(users).size).toBe(4);
    expect(scene.values('public.tasks', 'assignee')).toEqual(users);
    expect(scene.values('public.tasks', 'watcher')).toEqual(scene.values('public.users', 'email'));
    expect(scene.values('public.profiles', 'user_id')).toEqual(users);
  });
});

test('tables that foreign keys lead to are filled, though the configuration leaves their schema out', async () => {
  const sql = `
    create schema auth;
    create table auth.providers (name text primary key check (name in ('mail', 'phone')));
    create table auth.users (id uuid primary key, provider text not null references auth.providers);
    create table auth.others (id uuid primary key, check (false));
    create table public.notes (organization_id uuid not null, author uuid not null references auth.users)`;
  await filled(sql, { schemas: ['public'] }, (scene) => {
    expect(scene.catalog.tables.map(({ ident }) => ident)).toEqual(['public.notes']);
    expect(lacking(scene)).toEqual({});
  });
});
