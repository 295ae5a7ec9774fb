import type { KnownDrift } from './spoil.ts';

const projects = 'public.projects';

export const policies: readonly KnownDrift[] = [
  {
    name: 'one less',
    sql: 'drop policy tenant_select on projects',
    says: [`The policy ${projects}.tenant_select is missing: expected for SELECT`],
  },
  {
    name: 'one that lets everybody in',
    sql: 'alter policy tenant_select on projects using (true)',
    says: [`The policy ${projects}.tenant_select: using is true, expected (`],
  },
  {
    name: 'one for another role',
    sql: 'alter policy tenant_select on projects to public',
    says: [`The policy ${projects}.tenant_select: to is public, expected startkit_app.`],
  },
  {
    name: 'one more',
    sql: 'create policy debug on projects to startkit_app using (true)',
    says: [
      `The policy ${projects}.debug is not in the schema: found for ALL, to startkit_app, using true.`,
    ],
  },
  {
    name: 'row security off',
    sql: 'alter table projects disable row level security',
    says: [`The table ${projects}: row security is forced, not enabled, expected forced.`],
  },
  {
    name: 'row security not forced',
    sql: 'alter table projects no force row level security',
    says: [`The table ${projects}: row security is enabled, expected forced.`],
  },
];

export const grants: readonly KnownDrift[] = [
  {
    name: 'one too many on a table',
    sql: 'grant truncate on audit_logs to startkit_app',
    says: [
      'The table public.audit_logs: startkit_app is granted INSERT, SELECT, TRUNCATE, expected INSERT, SELECT.',
    ],
  },
  {
    name: 'to everybody',
    sql: 'grant select on organizations to public',
    says: ['The table public.organizations: public is granted SELECT, expected nothing.'],
  },
  {
    name: 'one too few on a table',
    sql: 'revoke insert on projects from startkit_app',
    says: [
      `The table ${projects}: startkit_app is granted DELETE, SELECT, UPDATE, expected DELETE, INSERT,`,
    ],
  },
  {
    name: 'all columns in place of some',
    sql: 'grant update on organizations to startkit_app',
    says: [
      'The table public.organizations: startkit_app is granted SELECT, UPDATE, UPDATE (contact_email,',
    ],
  },
  {
    name: 'one column too many',
    sql: 'grant update (status) on organizations to startkit_app',
    says: [
      'The table public.organizations: startkit_app is granted SELECT, UPDATE (contact_email,',
    ],
  },
  {
    name: 'one column too few',
    sql: 'revoke update (name) on organizations from startkit_app',
    says: [
      'The table public.organizations: startkit_app is granted SELECT, UPDATE (contact_email,',
    ],
  },
  {
    name: 'that may be passed on',
    sql: 'grant select on projects to startkit_app with grant option',
    says: [
      `The table ${projects}: startkit_app is granted DELETE, INSERT, SELECT WITH GRANT OPTION, UPDATE,`,
    ],
  },
  {
    name: 'on a schema',
    sql: 'grant create on schema app to startkit_app; revoke usage on schema public from startkit_portal',
    says: [
      'The schema app: startkit_app is granted CREATE, USAGE, expected USAGE.',
      'The schema public: startkit_portal is granted nothing, expected USAGE.',
    ],
  },
  {
    name: 'on a function',
    sql: `grant execute on function app.drop_policies(regclass) to public;
          revoke execute on function app.member_can(text) from startkit_app`,
    says: [
      'The function app.drop_policies(regclass): public is granted EXECUTE, expected nothing.',
      'The function app.member_can(text): startkit_app is granted nothing, expected EXECUTE.',
    ],
  },
  {
    name: 'on a sequence and a type',
    sql: `grant update on sequence app.canary to startkit_app; revoke usage on type pgboss.job_state from public`,
    says: [
      'The sequence app.canary: startkit_app is granted UPDATE, USAGE, expected USAGE.',
      'The type pgboss.job_state: public is granted nothing, expected USAGE.',
    ],
  },
  {
    name: 'on the database',
    sql: `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
    says: ['The database: public is granted TEMPORARY, expected nothing.'],
  },
  {
    name: 'by default, in a schema',
    sql: `alter default privileges for role startkit_migrator in schema public grant select on tables to startkit_app`,
    says: ['The default privileges for @migrator in public on TABLES is not in the schema'],
  },
  {
    name: 'by default, everywhere, with a table to make',
    sql: `alter default privileges for role startkit_migrator grant all on tables to startkit_app;
          drop table notifications`,
    says: [
      'The default privileges for @migrator on TABLES is not in the schema',
      'The table public.notifications is missing.',
    ],
  },
  {
    name: 'taken from the owner',
    sql: 'revoke update on projects from startkit_migrator',
    says: [`The table ${projects}: withheld from owner is UPDATE, expected none.`],
  },
  {
    name: 'a role that no policy binds',
    sql: 'alter role startkit_portal bypassrls login',
    says: ['The role startkit_portal: it is login', 'The role startkit_portal: it is bypassrls'],
    mendedBy: 'superuser',
  },
];

export const code: readonly KnownDrift[] = [
  {
    name: 'a trigger that is disabled',
    sql: 'alter table projects disable trigger touch_updated_at',
    says: [`The trigger ${projects}.touch_updated_at: state is disabled, expected none.`],
  },
  {
    name: 'a trigger that fires for replicas alone',
    sql: 'alter table projects enable replica trigger touch_updated_at',
    says: [`The trigger ${projects}.touch_updated_at: state is replica, expected none.`],
  },
  {
    name: 'a trigger that is gone',
    sql: 'drop trigger keep_owner on organization_members',
    says: [
      'The trigger public.organization_members.keep_owner is missing: expected CREATE CONSTRAINT TRIGGER',
    ],
  },
  {
    name: 'a trigger that was altered',
    sql: `create or replace trigger touch_updated_at before update on projects for each row
            when (false) execute function app.touch_updated_at()`,
    says: [`The trigger ${projects}.touch_updated_at: definition is CREATE TRIGGER`],
  },
  {
    name: 'one trigger more, with a function of its own',
    sql: `create function spy() returns trigger language plpgsql security definer as 'begin return new; end';
          create trigger spy after insert on projects for each row execute function spy()`,
    says: [
      `The trigger ${projects}.spy is not in the schema: found CREATE TRIGGER spy`,
      'The function public.spy() is nothing that the schema knows.',
    ],
    mendedBy: 'superuser',
    allowDataLoss: true,
  },
  {
    name: 'a rule',
    sql: 'create rule quiet as on delete to projects do instead nothing',
    says: [`The rule ${projects}.quiet is not in the schema`],
  },
  {
    name: 'a function with another body',
    sql: `create or replace function app.with_deleted() returns boolean language plpgsql stable parallel safe
            set search_path = public, pg_temp as 'begin return true; end'`,
    says: ['The function app.with_deleted(): definition is '],
  },
  {
    name: 'a function that pins no search_path',
    sql: 'alter function app.member_can(text) reset all',
    says: [
      'The function app.member_can(text): definition is "AS $function$" in line 5, expected "SET search_path',
    ],
  },
  {
    name: 'a function of another owner',
    sql: 'alter function app.member_can(text) owner to startkit_migrator',
    says: [
      'The function app.member_can(text): owner is the migration login, expected startkit_definer.',
    ],
  },
  {
    name: 'a function that policies call, gone with them',
    sql: 'drop function app.member_can(text) cascade',
    says: [
      'The function app.member_can(text) is missing.',
      'The policy public.',
      'The trigger public.',
    ],
  },
  {
    name: 'a function that policies call, with other arguments',
    sql: `drop function app.current_user_id() cascade;
          create function app.current_user_id(out id uuid) language plpgsql stable as 'begin end'`,
    says: [
      'The function app.current_user_id(): definition is',
      'The function app.',
      'The policy public.',
    ],
  },
  {
    name: 'a function that a policy calls, which has to be made anew under it',
    sql: `drop function app.with_deleted() cascade;
          create function app.with_deleted(out b boolean) language plpgsql as 'begin end';
          create policy tenant_select on projects for select to startkit_app
            using ((select app.with_deleted()) or deleted_at is null)`,
    says: [
      'The function app.with_deleted(): ',
      `The policy ${projects}.tenant_select: using is`,
      'The policy public.',
    ],
  },
  {
    name: 'a function that a default calls, which has to be made anew under it',
    sql: `drop function app.uuid_v7() cascade;
          create function app.uuid_v7(out id uuid) language sql as 'select gen_random_uuid()';
          alter table projects alter id set default app.uuid_v7()`,
    says: ['The function app.uuid_v7(): ', 'The column public.'],
  },
  {
    name: 'an enum with one label less than before',
    sql: `alter type pgboss.job_state rename value 'failed' to 'broken'`,
    says: [
      'The type pgboss.job_state: labels is created, retry, active, completed, cancelled, broken, expected created,',
    ],
  },
  {
    name: 'a sequence that is gone',
    sql: 'drop sequence app.canary',
    says: ['The sequence app.canary is missing.'],
  },
  {
    name: 'a sequence that counts otherwise, and is owned',
    sql: `alter sequence app.canary increment by 5 maxvalue 100 cycle;
          alter table projects add number int; alter sequence app.canary owner to startkit_migrator`,
    says: [
      'The sequence app.canary: increment is 5, expected 1.',
      'The sequence app.canary: maximum is 100, expected 9223372036854775807.',
      'The sequence app.canary: it is cycle, which is not expected.',
      `The column ${projects}.number is not in the schema`,
    ],
  },
];
