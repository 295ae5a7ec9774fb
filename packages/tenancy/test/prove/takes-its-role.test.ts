import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenancyConfig } from '../../src/check.ts';
import { prove, type ProofReport } from '../../src/prove.ts';
import { connect } from './support/login.ts';
import { scratch, type Scratch } from './support/scratch.ts';

/*
 * A login that has no rights, and takes a role on with the context: as PostgREST and Supabase do. What it can become
 * instead is what the roles that it is a member of may.
 */

let db: Scratch & { role(name: string): string };
let config: TenancyConfig;

beforeAll(async () => {
  db = await scratch(
    { tenant: '', service: 'bypassrls', login: 'login noinherit' },
    (role) => `
      revoke create on schema public from public;
      grant ${role('tenant')} to ${role('login')};
      create table teams (id uuid primary key default gen_random_uuid(), name text not null);
      create table tasks (team_id uuid not null references teams, id uuid not null default gen_random_uuid(),
        title text not null, primary key (team_id, id));
      create function claim() returns uuid language sql stable as
        $$ select (nullif(current_setting('request.jwt.claims', true), '')::json ->> 'team')::uuid $$;
      alter table teams enable row level security;
      alter table tasks enable row level security;
      create policy own on teams to ${role('tenant')} using (id = (select claim()));
      create policy own on tasks to ${role('tenant')} using (team_id = (select claim()));
      grant select on teams to ${role('tenant')};
      grant select, insert, update, delete on tasks to ${role('tenant')};
      grant select on all tables in schema public to ${role('service')}`,
  );
  config = {
    tenantKey: 'team_id',
    roles: { tenant: [db.role('tenant')], trusted: [db.role('service')] },
    tables: { teams: 'organization' },
    signedContext: false,
    subjects: [
      {
        name: 'member',
        role: db.role('tenant'),
        login: db.url('login'),
        enter: (own) => [
          { text: `select set_config('role', $1, true)`, values: [db.role('tenant')] },
          {
            text: `select set_config('request.jwt.claims', $1, true)`,
            values: [JSON.stringify({ team: own('teams', 'id'), admin: false })],
          },
        ],
      },
    ],
  };
});
afterAll(() => db.close());

const open = ({ attempts }: ProofReport) =>
  attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved');

test('is proved as the login, which is nobody without its context', async () => {
  const report = await prove({ admin: db.admin, config, connect });
  expect(open(report)).toEqual([]);
  expect(report.subjects[0]).toMatchObject({
    user: db.role('login'),
    method: 'session authorization',
  });
  const outcomes = (who: string) =>
    new Set(
      report.attempts
        .filter(({ attack, subject }) => attack === 'select' && subject.includes(who))
        .map(({ outcome }) => outcome),
    );
  expect(outcomes('without a context')).toEqual(new Set(['no access']));
  expect(outcomes('forged')).toContain('accepted');
});

test('what it can become is attacked as: RESET ROLE is one statement away', async () => {
  await db.admin.query(`grant ${db.role('service')} to ${db.role('login')}`);
  try {
    const report = await prove({ admin: db.admin, config, attacks: ['set-role', 'reset'] });
    const leaks = open(report).map(({ attack, object }) => `${attack} ${object}`);
    expect(leaks).toEqual([`set-role role ${db.role('service')}`]);
  } finally {
    await db.admin.query(`revoke ${db.role('service')} from ${db.role('login')}`);
  }
});

test('a login that inherits its role is found without being named', async () => {
  const subjects = (config.subjects ?? []).map(({ login: _, ...subject }) => subject);
  await db.admin.query(`alter role ${db.role('login')} inherit`);
  await db.admin.query(`grant ${db.role('tenant')} to ${db.role('login')} with inherit true`);
  const report = await prove({
    admin: db.admin,
    config: { ...config, subjects },
    attacks: ['select'],
  });
  expect(report.subjects[0]?.user).toBe(db.role('login'));
});
