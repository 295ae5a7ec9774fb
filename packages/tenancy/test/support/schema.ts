import { relations, sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createTenantTable, tenantScope, timestamps } from '../../src/drizzle.ts';
import { compileRls, contextKeySql } from '../../src/policies.ts';

export const organizations = tenantScope(
  pgTable('organizations', {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    ...timestamps(),
  }),
  { scope: 'private' },
);

const tenantTable = createTenantTable(() => organizations.id);

export const projects = tenantTable(
  'projects',
  {
    name: text('name').notNull(),
    size: integer('size').notNull().default(0),
    price: numeric('price', { precision: 12, scale: 2 }),
    tags: text('tags').array(),
    settings: jsonb('settings').$type<{ color: string }>(),
    startsOn: date('starts_on'),
  },
  (t) => [
    uniqueIndex('projects_name_key')
      .on(t.organizationId, t.name)
      .where(sql`deleted_at is null`),
  ],
  { softDelete: true },
);

export const notes = tenantTable(
  'notes',
  { projectId: uuid('project_id').notNull(), body: text('body').notNull() },
  (t) => [
    foreignKey({
      name: 'notes_project_fkey',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
  ],
);

export const entries = tenantTable('entries', { action: text('action').notNull() }, undefined, {
  appendOnly: true,
});

export const projectRelations = relations(projects, ({ many }) => ({ notes: many(notes) }));
export const noteRelations = relations(notes, ({ one }) => ({
  project: one(projects, {
    fields: [notes.organizationId, notes.projectId],
    references: [projects.organizationId, projects.id],
  }),
}));

export const tables = { organizations, projects, notes, entries };
export const schema = { ...tables, projectRelations, noteRelations };

/** What a project's own migrations would create; written out, so that the test reads as one. */
const createTables = `
create schema app;
create function app.uuid_v7() returns uuid language sql volatile as 'select gen_random_uuid()';
create function app.claimed_org_id() returns uuid language sql stable parallel safe
begin atomic select nullif(split_part(current_setting('app.context', true), ',', 4), '')::uuid; end;
create table organizations (id uuid primary key, name text not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create table projects (organization_id uuid not null default app.claimed_org_id() references organizations,
  id uuid not null default app.uuid_v7(), name text not null check (name <> ''), size integer not null default 0,
  price numeric(12, 2), tags text[], settings jsonb, starts_on date, file bytea,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  deleted_at timestamptz, primary key (organization_id, id),
  constraint projects_starts_on_excl exclude (organization_id with =, starts_on with =));
create unique index projects_name_key on projects (organization_id, name) where deleted_at is null;
create table notes (organization_id uuid not null default app.claimed_org_id() references organizations,
  id uuid not null default app.uuid_v7(), project_id uuid not null, body text not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  constraint notes_project_fkey foreign key (organization_id, project_id)
    references projects (organization_id, id) deferrable initially immediate);
create table entries (organization_id uuid not null default app.claimed_org_id() references organizations,
  id uuid not null default app.uuid_v7(), action text not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (organization_id, id));`;

export const roleNames = ['app', 'portal', 'superadmin', 'backup', 'definer'].map(
  (r) => `startkit_${r}`,
);

export const createRoles = roleNames
  .map((role) => `do $$ begin create role ${role}; exception when duplicate_object then end $$;`)
  .join('\n');

export const [acme, globex] = [
  { id: '0191d6a0-0000-7000-8000-00000000000a', name: 'Acme' },
  { id: '0191d6a0-0000-7000-8000-00000000000b', name: 'Globex' },
] as const;

/** Tables, policies, and two organizations with three projects each. */
/** What contexts are signed with here. */
export const secret = `test.${Buffer.alloc(32, 1).toString('base64url')}`;

export const setupSql = `
${createTables}
${compileRls({ schema: tables })}
${contextKeySql(secret)}
insert into organizations (id, name) values ('${acme.id}', 'Acme'), ('${globex.id}', 'Globex');
insert into projects (organization_id, name, size)
  select o.id, o.name || ' ' || n, n from organizations o, generate_series(1, 3) n;`;
