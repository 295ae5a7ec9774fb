import { type Case, ruleSuite } from './rule-suite.ts';

const statements = [
  "sql`select set_config('app.current_org_id', ${id}, true)`",
  "sql`select pg_catalog.SET_CONFIG('role', 'none', true)`",
  "'set role startkit_superadmin'",
  '`set role ${role}`',
  "'set role ' + role",
  '\'SET ROLE "owner";\'',
  "'set role = none'",
  "'set local role startkit_app'",
  "'set session role to none'",
  "'begin; set local role none'",
  'sql`\n  set local app.current_org_id = ${id}\n`',
  '`set local ${name} = 1`',
  "'set session statement_timeout = 0'",
  "'set session authorization startkit_superadmin'",
  "'set session characteristics as transaction read only'",
  "'set app.is_superadmin = true'",
  "'set search_path to other'",
  "'set row_security = off'",
  "'set session_replication_role = replica'",
  "'reset role'",
  "'reset all'",
  "'reset session authorization'",
  "'discard all'",
  "'/* why */ set role none'",
  "'-- why\\nset role none'",
  "'do $$ begin set local role none; end $$'",
  "'do $$ begin execute \\'set role none\\'; end $$'",
].map((statement) => `export const text = ${statement};`);

const harmless = [
  "'set local lock_timeout = 0'",
  'sql`update settings set role = ${role} where id = ${id}`',
  "'insert into members (role) values ($1) on conflict do update set role = excluded.role'",
  "'Set role'",
  "'Set role for Anna'",
  "'Set session cookie'",
  "'Reset role filter'",
  "'Could not set role of this member'",
  "'set null'",
  "'Reset all filters'",
  "'The offset is reset all the time'",
].map((statement) => `export const text = ${statement};`);

ruleSuite('startkit(no-context-sql)', {
  refused: [
    ...statements.map((code): Case => ['packages/services/src/', code]),
    ...['apps/web/src/', 'apps/worker/src/', 'packages/database/src/clients/'].map(
      (place): Case => [place, statements[0] ?? ''],
    ),
  ],
  passes: [
    ...harmless.map((code): Case => ['packages/services/src/', code]),
    ...[
      'packages/tenancy/src/client/',
      'packages/database/src/migrations/',
      'packages/database/test/',
      'tooling/system-tests/src/',
    ].map((place): Case => [
      place,
      statements.join('\n').replaceAll('export const text =', 'void '),
    ]),
  ],
});
