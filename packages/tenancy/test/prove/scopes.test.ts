import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenancyConfig } from '../../src/check.ts';
import { prove } from '../../src/prove.ts';
import { scratch, type Scratch } from './support/scratch.ts';

/* People, who are members of tenants; a table that inherits; two subjects of one role. */

let db: Scratch & { role(name: string): string };
let config: TenancyConfig;

beforeAll(async () => {
  db = await scratch(
    { app: '' },
    (role) => `
      revoke create on schema public from public;
      create table clubs (id integer generated always as identity primary key, name text not null);
      create table people (id uuid primary key default gen_random_uuid(), email text not null unique);
      create table memberships (club_id integer not null references clubs, person_id uuid not null references people,
        is_treasurer boolean not null default false, primary key (club_id, person_id));
      create table bookings (club_id integer not null references clubs, id uuid not null default gen_random_uuid(),
        amount integer not null, primary key (club_id, id));
      create table old_bookings (primary key (club_id, id)) inherits (bookings);
      create function club() returns integer language sql stable as
        $$ select nullif(current_setting('app.club', true), '')::integer $$;
      create function treasurer() returns boolean language sql stable security definer set search_path = public, pg_temp as
        $$ select exists (select from memberships where club_id = club() and is_treasurer
             and person_id = nullif(current_setting('app.person', true), '')::uuid) $$;
      alter table clubs enable row level security;
      alter table people enable row level security;
      alter table memberships enable row level security;
      alter table bookings enable row level security;
      alter table old_bookings enable row level security;
      create policy own on clubs to ${role('app')} using (id = (select club()));
      create policy own on memberships to ${role('app')} using (club_id = (select club()));
      create policy own on people for select to ${role('app')}
        using (exists (select from memberships m where m.person_id = people.id));
      create policy seen on bookings for select to ${role('app')} using (club_id = (select club()));
      create policy kept on bookings to ${role('app')}
        using (club_id = (select club()) and (select treasurer())) with check (club_id = (select club()) and (select treasurer()));
      grant select on clubs, people, memberships to ${role('app')};
      grant select, insert, update, delete on bookings to ${role('app')}`,
  );
  const subject = (name: string, isTreasurer: boolean) => ({
    name,
    role: db.role('app'),
    prepare: (own: (table: string, column: string) => string) => [
      {
        text: 'update memberships set is_treasurer = $3 where club_id = $1 and person_id = $2',
        values: [own('memberships', 'club_id'), own('memberships', 'person_id'), isTreasurer],
      },
    ],
    enter: (own: (table: string, column: string) => string) => [
      { text: `select set_config('app.club', $1, true)`, values: [own('memberships', 'club_id')] },
      {
        text: `select set_config('app.person', $1, true)`,
        values: [own('memberships', 'person_id')],
      },
    ],
  });
  config = {
    tenantKey: 'club_id',
    roles: { tenant: [db.role('app')] },
    tables: {
      clubs: 'organization',
      people: { scope: 'user' },
      bookings: { scope: 'tenant', writers: ['treasurer'] },
    },
    trustedFunctions: ['treasurer()'],
    signedContext: false,
    subjects: [subject('treasurer', true), subject('guest', false)],
  };
});
afterAll(() => db.close());

async function leaks(attacks?: readonly string[]): Promise<readonly string[]> {
  const { attempts } = await prove({ admin: db.admin, config, ...(attacks ? { attacks } : {}) });
  return attempts
    .filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved')
    .map(({ attack, object, subject, answer }) => `${attack} ${object} ${subject}: ${answer}`);
}

async function broken(sql: string, mend: string, attacks: readonly string[]) {
  await db.admin.query(sql);
  try {
    return (await leaks(attacks)).map((leak) => leak.replace(/:.*/, ''));
  } finally {
    await db.admin.query(mend);
  }
}

test('it is proved, as who writes and as who only reads', async () => {
  expect(await leaks()).toEqual([]);
});

test('people of other clubs are not to be seen', async () => {
  const found = await broken(
    `create policy open on people for select to ${db.role('app')} using (true)`,
    'drop policy open on people',
    ['select', 'count'],
  );
  expect(found).toContain('select public.people treasurer');
  expect(found).toContain('count public.people guest');
});

test('who only reads does not write', async () => {
  const found = await broken(
    `create policy open on bookings to ${db.role('app')} using (club_id = (select club()))`,
    'drop policy open on bookings',
    ['insert', 'update', 'delete'],
  );
  expect(found).toEqual([
    'insert public.bookings guest',
    'update public.bookings guest',
    'delete public.bookings guest',
  ]);
});

test('a table that inherits has policies of its own', async () => {
  const found = await broken(
    `grant select on old_bookings to ${db.role('app')}; alter table old_bookings disable row level security`,
    `revoke select on old_bookings from ${db.role('app')}; alter table old_bookings enable row level security`,
    ['select', 'count'],
  );
  expect(found).toContain('select public.old_bookings treasurer');
});

test('a foreign key to people who are no members', async () => {
  const found = await broken(
    `grant insert on memberships to ${db.role('app')}`,
    `revoke insert on memberships from ${db.role('app')}`,
    ['foreign-key'],
  );
  expect(found).toContain('foreign-key public.memberships treasurer');
});
