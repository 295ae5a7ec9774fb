import type { KnownDrift } from './spoil.ts';

const projects = 'public.projects';

export const columns: readonly KnownDrift[] = [
  {
    name: 'another type',
    sql: 'alter table projects alter description type varchar(200)',
    says: [`The column ${projects}.description: type is character varying(200), expected text.`],
  },
  {
    name: 'another type, under policies, a foreign key and triggers',
    sql: `alter table organization_members drop constraint organization_members_user_id_users_id_fk;
          alter table organization_members drop constraint organization_members_user_unique cascade;
          do $$ declare p record; begin
            for p in select polname from pg_policy where polrelid = 'organization_members'::regclass loop
              execute format('drop policy %I on organization_members', p.polname); end loop; end $$;
          drop function app.visible_org_ids() cascade; drop function app.visible_user_ids() cascade;
          alter table organization_members alter user_id type text`,
    says: [
      'The column public.organization_members.user_id: type is text, expected uuid.',
      'The constraint public.organization_members.organization_members_user_id_users_id_fk is missing',
      'The constraint public.',
      'The policy public.organization_members.',
      'The function app.visible_org_ids() is missing',
      'The function app.visible_user_ids() is missing',
      'The policy public.organizations.',
      'The policy public.users.',
    ],
  },
  {
    name: 'null where it must not be',
    sql: 'alter table projects alter name drop not null',
    says: [`The column ${projects}.name: not null is missing.`],
  },
  {
    name: 'not null where it may be',
    sql: 'alter table projects alter description set not null',
    says: [`The column ${projects}.description: it is not null, which is not expected.`],
  },
  {
    name: 'another default',
    sql: `alter table projects alter status set default 'planned'`,
    says: [`The column ${projects}.status: default is 'planned'::text, expected 'active'::text.`],
  },
  {
    name: 'no default',
    sql: 'alter table projects alter id drop default',
    says: [`The column ${projects}.id: default is missing, expected app.uuid_v7().`],
  },
  {
    name: 'one more',
    sql: 'alter table projects add budget numeric(12, 2) not null default 0',
    says: [
      `The column ${projects}.budget is not in the schema: found type numeric(12,2), not null, default 0.`,
    ],
  },
  {
    name: 'one more, with a sequence, an index and a constraint',
    sql: 'alter table projects add number serial, add constraint numbered unique (organization_id, number)',
    says: [
      `The column ${projects}.number is not in the schema`,
      `The constraint ${projects}.numbered is not in the schema: found UNIQUE (organization_id, number).`,
    ],
  },
  {
    name: 'one less, with its index and its policy',
    sql: 'alter table projects drop deleted_at cascade',
    says: [
      `The column ${projects}.deleted_at is missing: expected type timestamp with time zone, comment When it was deleted`,
      `The index ${projects}.projects_name_unique is missing`,
      `The policy ${projects}.`,
    ],
  },
  {
    name: 'one less, that must be there',
    sql: 'alter table projects drop name cascade',
    says: [
      `The column ${projects}.name is missing`,
      `The constraint ${projects}.projects_name_check is missing`,
      `The index ${projects}.projects_name_unique is missing`,
    ],
  },
  {
    name: 'another name',
    sql: 'alter table projects rename description to summary',
    says: [
      `The column ${projects}.description is missing`,
      `The column ${projects}.summary is not in the schema`,
    ],
  },
  {
    name: 'a comment',
    sql: `comment on column projects.name is 'it''s "new"'`,
    says: [`The column ${projects}.name: comment is it's "new", expected What it is called`],
  },
];

export const tables: readonly KnownDrift[] = [
  {
    name: 'one less',
    sql: 'drop table notifications',
    says: ['The table public.notifications is missing.'],
  },
  {
    name: 'one less, that others refer to',
    sql: 'drop table organizations cascade',
    says: ['The table public.organizations is missing.', 'The constraint '],
  },
  {
    name: 'one more',
    sql: 'create table notes (id bigserial primary key, project uuid); create index on notes (project)',
    says: ['The table public.notes is nothing that the schema knows.'],
    mendedBy: 'superuser',
    allowDataLoss: true,
  },
  {
    name: 'one more, with what depends on it',
    sql: `create type rating as enum ('good'); create function rate() returns rating language sql as 'select null::rating';
          create table notes (id int, rating rating default rate()); create view noted as select * from notes;
          create policy noted on projects for select to startkit_app using (exists (select from noted));
          alter table projects add rating rating`,
    says: [
      'The table public.notes is nothing that the schema knows.',
      'The view public.noted is nothing that the schema knows.',
      'The type public.rating is nothing that the schema knows.',
      'The function public.rate() is nothing that the schema knows.',
      `The policy ${projects}.noted is not in the schema`,
      `The column ${projects}.rating is not in the schema`,
    ],
    mendedBy: 'superuser',
    allowDataLoss: true,
  },
  {
    name: 'another owner',
    sql: 'alter table projects owner to current_user',
    says: [`The table ${projects}: owner is `],
    mendedBy: 'superuser',
  },
  {
    name: 'storage options',
    sql: 'alter table projects set (fillfactor = 50)',
    says: [`The table ${projects}: options is fillfactor=50, expected none.`],
  },
  {
    name: 'a partition that was detached',
    sql: `do $$ begin execute (select format('alter table pgboss.job detach partition %s', min(inhrelid)::regclass)
            from pg_inherits where inhparent = 'pgboss.job'::regclass and inhrelid::regclass::text like 'pgboss.j%'
              and not exists (select from pg_class c where c.oid = inhrelid and c.relkind = 'I')); end $$`,
    says: ['The table pgboss.j', 'The table pgboss.j'],
  },
  {
    name: 'a schema with all that is in it',
    sql: 'drop schema pgboss cascade',
    says: [
      'The schema pgboss is missing.',
      'The type pgboss.job_state is missing.',
      'The function pgboss.',
      'The table pgboss.',
    ],
  },
];

export const constraints: readonly KnownDrift[] = [
  {
    name: 'a check that is gone',
    sql: 'alter table projects drop constraint projects_name_check',
    says: [
      `The constraint ${projects}.projects_name_check is missing: expected CHECK ((name <> ''::text)).`,
    ],
  },
  {
    name: 'a check that says something else',
    sql: `alter table projects drop constraint projects_name_check;
          alter table projects add constraint projects_name_check check (true)`,
    says: [
      `The constraint ${projects}.projects_name_check: definition is CHECK (true), expected CHECK ((name <>`,
    ],
  },
  {
    name: 'a foreign key that is NOT VALID',
    sql: `alter table projects drop constraint projects_organization_id_organizations_id_fk;
          alter table projects add constraint projects_organization_id_organizations_id_fk
            foreign key (organization_id) references organizations (id) not valid`,
    says: [
      `The constraint ${projects}.projects_organization_id_organizations_id_fk: it is not valid, which is not expected.`,
    ],
  },
  {
    name: 'a foreign key that cascades',
    sql: `alter table projects drop constraint projects_organization_id_organizations_id_fk;
          alter table projects add constraint projects_organization_id_organizations_id_fk
            foreign key (organization_id) references organizations (id) on delete cascade`,
    says: [
      `The constraint ${projects}.projects_organization_id_organizations_id_fk: definition is`,
    ],
  },
  {
    name: 'foreign keys that are not checked',
    sql: 'alter table projects disable trigger all',
    says: [
      `The constraint ${projects}.projects_organization_id_organizations_id_fk: it is not checked, which is not expected.`,
      `The trigger ${projects}.refuse_delete: state is disabled, expected none.`,
      `The trigger ${projects}.touch_updated_at: state is disabled, expected none.`,
      `The trigger ${projects}.`,
    ],
  },
  {
    name: 'a key that others refer to',
    sql: `alter table organization_members drop constraint organization_members_user_unique cascade`,
    says: [
      'The constraint public.organization_members.organization_members_user_unique is missing',
      'The constraint public.',
    ],
  },
  {
    name: 'a key of other columns, with the same name',
    sql: `alter table organization_members drop constraint organization_members_user_unique cascade;
          alter table organization_members add constraint organization_members_user_unique unique (user_id)`,
    says: [
      'The constraint public.organization_members.organization_members_user_unique: definition is UNIQUE (user_id)',
      'The constraint public.',
    ],
  },
  {
    name: 'an index that is gone',
    sql: 'drop index projects_status_idx',
    says: [`The index ${projects}.projects_status_idx is missing: expected CREATE INDEX`],
  },
  {
    name: 'an index on other columns, with the same name',
    sql: 'drop index projects_status_idx; create index projects_status_idx on projects (status text_pattern_ops)',
    says: [`The index ${projects}.projects_status_idx: definition is CREATE INDEX`],
  },
  {
    name: 'an index whose predicate is another',
    sql: `drop index projects_name_unique;
          create unique index projects_name_unique on projects (organization_id, name)`,
    says: [`The index ${projects}.projects_name_unique: definition is`],
  },
  {
    name: 'an index that was left invalid',
    sql: `update pg_index set indisvalid = false where indexrelid = 'projects_status_idx'::regclass`,
    says: [`The index ${projects}.projects_status_idx: it is invalid, which is not expected.`],
  },
  {
    name: 'one index more',
    sql: 'create index "By Name" on projects (name)',
    says: [`The index ${projects}."By Name" is not in the schema: found CREATE INDEX "By Name"`],
  },
];
