import { startThrowawayPostgres, type ThrowawayPostgres } from '@startkit/local-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, type TenancyConfig } from '../../../src/check.ts';
import { safeDatabase, type SafeDatabase } from '../../proof/safe-database.ts';

// Supabase's roles belong to the whole server: one of its own.
let server: ThrowawayPostgres;
let safe: SafeDatabase;

beforeAll(async () => {
  server = await startThrowawayPostgres();
  safe = await safeDatabase(server.adminUrl());
  await safe.run(`create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;
    grant usage on schema public to anon, authenticated, service_role; grant all on all tables in schema public to service_role`);
});
afterAll(async () => {
  await safe.run(
    'drop owned by anon, authenticated, service_role; drop role anon, authenticated, service_role',
  );
  await safe.close();
  await server.stop();
});

async function found(config: TenancyConfig = safe.config) {
  const { findings } = await check(safe.admin, config, { rules: ['0040'] });
  return findings.map(({ object, detail, severity, fix }) => ({ object, detail, severity, fix }));
}

/** Breaks, expects it, mends it by its own fix, expects none. */
async function breaks(sql: string, expected: readonly object[], undo?: string) {
  expect(await found()).toEqual([]);
  await safe.run(sql);
  try {
    const findings = await found();
    expect(findings).toMatchObject(expected);
    for (const { fix } of findings) await safe.run(fix ?? '');
    expect(await found()).toEqual([]);
  } finally {
    if (undo) await safe.run(undo);
  }
}

describe('0040 supabase-api-grants', () => {
  test('a table without row level security', () =>
    breaks(
      'create table public.notes (id int, text text); grant select on public.notes to anon; grant insert (id) on public.notes to public',
      [
        {
          object: 'public.notes',
          detail: 'is reached by anon, authenticated, and row level security is off',
          severity: 'error',
          fix: 'revoke all on public.notes from anon, public;',
        },
      ],
      'drop table public.notes',
    ));

  test('a view and a materialized view', () =>
    breaks(
      `create view public.names as select name from public.accounts; grant select on public.names to authenticated;
       create materialized view public.counts as select count(*) from public.accounts; grant select on public.counts to anon`,
      [
        {
          object: 'public.counts',
          detail: 'is reached by anon, and no policy binds a materialized view',
        },
        {
          object: 'public.names',
          detail: `is reached by authenticated, and has its owner's rights`,
        },
      ],
      'drop view public.names; drop materialized view public.counts',
    ));

  test('a policy that asks for nobody', () =>
    breaks(
      `grant select on public.accounts to authenticated; create policy paid on public.accounts for select using (plan <> 'none')`,
      [
        {
          object: 'public.accounts.paid',
          detail: 'lets every row through to authenticated',
          severity: 'warning',
        },
      ],
      'drop policy paid on public.accounts',
    ));

  test('a function with its owner’s rights', () =>
    breaks(
      `create function public.names() returns setof text language sql security definer as 'select name from public.accounts'`,
      [
        {
          object: 'public.names()',
          severity: 'warning',
          fix: 'revoke execute on function public.names() from public;',
        },
      ],
      'drop function public.names',
    ));

  test('what Supabase gives them of the next table', () =>
    breaks('alter default privileges in schema public grant all on tables to anon, authenticated', [
      {
        object: expect.stringMatching(/^default privileges of \w+ in schema public$/),
        severity: 'warning',
      },
      { severity: 'warning' },
    ]));

  test.each([
    [
      'a table whose policy asks who it is',
      `grant select on public.accounts to authenticated;
       create policy own on public.accounts for select to authenticated using (id = (select public.current_account()))`,
      'drop policy own on public.accounts; revoke select on public.accounts from authenticated',
    ],
    [
      'a view with its reader’s rights',
      'create view public.names with (security_invoker) as select name from public.accounts; grant select on public.names to anon',
      'drop view public.names',
    ],
    [
      'what everybody may read',
      'grant select on public.countries to anon',
      'revoke select on public.countries from anon',
    ],
    [
      'a schema that they may not use',
      'grant select on internal.secrets to anon',
      'revoke select on internal.secrets from anon',
    ],
    [
      'what Supabase made itself',
      `create role supabase_storage_admin; create schema storage authorization supabase_storage_admin;
       create table storage.migrations (id int); grant usage on schema storage to anon; grant select on storage.migrations to anon`,
      'drop schema storage cascade; drop role supabase_storage_admin',
    ],
  ])('not %s', async (_, sql, undo) => {
    await safe.run(sql);
    try {
      expect(await found()).toEqual([]);
    } finally {
      await safe.run(undo);
    }
  });

  test('nor roles that are tenants’: the other rules tell of them', async () => {
    await safe.run(
      'create table public.notes (id int); grant select on public.notes to anon, authenticated',
    );
    const { roles } = safe.config;
    const tenants = {
      ...safe.config,
      roles: { ...roles, tenant: [...roles.tenant, 'anon', 'authenticated'] },
    };
    expect(await found()).toHaveLength(1);
    expect(await found(tenants)).toEqual([]);
    await safe.run('drop table public.notes');
  });

  test('nor a database that only has one of the names', async () => {
    await safe.run(
      'create table public.notes (id int); grant select on public.notes to anon; alter role authenticated rename to other',
    );
    expect(await found()).toEqual([]);
    await safe.run('alter role other rename to authenticated; drop table public.notes');
  });
});
