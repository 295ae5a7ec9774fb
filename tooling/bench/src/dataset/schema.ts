import {
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createTenantTable, tenantScope, timestamps } from '@startkit/tenancy/drizzle';

/*
 * What is measured on: 1,000 organizations with 20 projects, 50 contacts and 1,000 tasks each, a million tasks in all.
 * The same tables, indexes and rows for everybody; who has policies to pass is a matter of the login.
 */

export const organizations = tenantScope(
  pgTable('organizations', {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    ...timestamps(),
  }),
  { scope: 'private' },
);

const tenantTable = createTenantTable(() => organizations.id);

export const projects = tenantTable('projects', { name: text('name').notNull() });

export const contacts = tenantTable('contacts', {
  name: text('name').notNull(),
  email: text('email').notNull(),
});

export const tasks = tenantTable(
  'tasks',
  {
    number: integer('number').notNull(),
    projectId: uuid('project_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    title: text('title').notNull(),
    status: text('status').notNull(),
    hours: numeric('hours', { precision: 8, scale: 2 }).notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }),
    uniqueIndex('tasks_number_key').on(t.organizationId, t.number),
    index('tasks_due_at_idx').on(t.organizationId, t.dueAt),
    index('tasks_status_idx').on(t.organizationId, t.status, t.dueAt),
    index('tasks_project_idx').on(t.organizationId, t.projectId),
  ],
);

export const tables = { organizations, projects, contacts, tasks };

const tenantColumns = `
  organization_id uuid not null default app.claimed_org_id() references organizations,
  id uuid not null default app.uuid_v7()`;
const times = `
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()`;

/** The same as SQL. */
export const createTables = `
create schema app;
create function app.uuid_v7() returns uuid language sql volatile as 'select gen_random_uuid()';
create function app.claimed_org_id() returns uuid language sql stable as 'select null::uuid';
create table organizations (id uuid primary key, name text not null, ${times});
create table projects (${tenantColumns}, name text not null, ${times}, primary key (organization_id, id));
create table contacts (${tenantColumns}, name text not null, email text not null, ${times}, primary key (organization_id, id));
create table tasks (${tenantColumns}, number integer not null, project_id uuid not null, contact_id uuid not null,
  title text not null, status text not null, hours numeric(8, 2) not null, due_at timestamptz not null, ${times});`;

export const createIndexes = `
alter table tasks add primary key (organization_id, id),
  add foreign key (organization_id, project_id) references projects (organization_id, id),
  add foreign key (organization_id, contact_id) references contacts (organization_id, id);
create unique index tasks_number_key on tasks (organization_id, number);
create index tasks_due_at_idx on tasks (organization_id, due_at);
create index tasks_status_idx on tasks (organization_id, status, due_at);
create index tasks_project_idx on tasks (organization_id, project_id);`;

/** Ids that code outside the database can name: the n-th of a kind in organization o. */
export const idOf = (kind: 'organization' | 'project' | 'contact' | 'task', o: number, n = 0) =>
  `${hex({ organization: 1, project: 2, contact: 3, task: 4 }[kind], 8)}-${hex(o, 4)}-7000-8000-${hex(n, 12)}`;

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

const idSql = (kind: number, o: string, n: string) =>
  `(lpad(to_hex(${kind}), 8, '0') || '-' || lpad(to_hex(${o}), 4, '0') || '-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Rows of every table, tasks spread over the table as they would be by time, not tenant by tenant. */
export const fill = (organizationCount: number, tasksEach: number) => `
insert into organizations (id, name)
  select ${idSql(1, 'o', '0')}, 'Organization ' || o from generate_series(1, ${organizationCount}) o;
insert into projects (organization_id, id, name)
  select ${idSql(1, 'o', '0')}, ${idSql(2, 'o', 'n')}, 'Project ' || n
  from generate_series(1, 20) n, generate_series(1, ${organizationCount}) o;
insert into contacts (organization_id, id, name, email)
  select ${idSql(1, 'o', '0')}, ${idSql(3, 'o', 'n')}, 'Contact ' || n, 'contact' || n || '@example.com'
  from generate_series(1, 50) n, generate_series(1, ${organizationCount}) o;
insert into tasks (organization_id, id, number, project_id, contact_id, title, status, hours, due_at)
  select ${idSql(1, 'o', '0')}, ${idSql(4, 'o', 'n')}, n, ${idSql(2, 'o', '1 + n % 20')}, ${idSql(3, 'o', '1 + n % 50')},
    'Task ' || n || ' ' || substr(md5((o * 7919 + n)::text), 1, 24),
    (array['open', 'active', 'waiting', 'done'])[1 + n % 4], (n % 80) / 4.0,
    timestamptz '2026-01-01' + make_interval(hours => n % 997, mins => o % 60)
  from generate_series(1, ${tasksEach}) n, generate_series(1, ${organizationCount}) o;
${createIndexes}
vacuum analyze;`;

export const organizationIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => idOf('organization', i + 1));
