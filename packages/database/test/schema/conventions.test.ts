import { declarationOf, tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { getTableName } from 'drizzle-orm';
import {
  foreignKey,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { projects, users } from '../../src/schema/index.ts';
import { tenantTable } from '../../src/schema/tenancy.ts';
import { violationsOf } from './conventions.ts';
import { tables } from './tables.ts';

describe('the schema', () => {
  test.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s keeps the conventions',
    (_, table) => expect(violationsOf(table)).toEqual([]),
  );

  // Of the kit's own tables: a product's are declared in one place, and not listed here again.
  test("isolates each of the kit's tables as the design says", () => {
    const scopes = tables.map((table) => [getTableName(table), declarationOf(table)?.scope]);
    expect(Object.fromEntries(scopes)).toMatchObject({
      users: 'user',
      organizations: 'organization',
      organization_members: 'tenant',
      invitations: 'tenant',
      organization_settings: 'tenant',
      subscriptions: 'tenant',
      audit_logs: 'tenant',
      feature_flag_definitions: 'global',
      organization_feature_flags: 'tenant',
      projects: 'tenant',
      api_keys: 'tenant',
      roles: 'global',
      permissions: 'global',
      role_permissions: 'global',
      member_roles: 'tenant',
      superadmin_audit_logs: 'private',
      webhook_inbox: 'private',
      notifications: 'tenant',
    });
  });

  test("lets each of the kit's tables be written as the design says", () => {
    const written = tables
      .map((table) => [getTableName(table), declarationOf(table)] as const)
      .filter(([, declaration]) => declaration?.scope === 'tenant')
      .map(([name, declaration]) => [
        name,
        `${declaration?.write}${declaration?.appendOnly ? ', appended' : ''}`,
      ]);
    expect(Object.fromEntries(written)).toMatchObject({
      organization_members: 'admin',
      invitations: 'admin',
      organization_settings: 'admin',
      subscriptions: 'false',
      audit_logs: 'viewer, appended',
      organization_feature_flags: 'admin',
      projects: 'member',
      api_keys: 'admin',
      member_roles: 'admin',
      notifications: 'viewer',
      activities: 'member',
      call_plans: 'member',
      tasks: 'member',
      account_health_snapshots: 'system, appended',
      sales_metrics: 'system',
      compliance_filings: 'manager',
      state_tax_rates: 'admin',
      webhook_subscriptions: 'admin',
      webhook_secrets: 'false',
      webhook_events: 'member, appended',
      webhook_deliveries: 'admin',
      integration_tokens: 'false',
      newsletter_subscriptions: 'member',
    });
  });
});

describe('the conventions refuse', () => {
  const id = () => uuid('id').primaryKey();

  test('a table that nobody classified', () => {
    const table = pgTable('notes', { id: id(), ...timestamps() });
    expect(violationsOf(table)).toEqual(['notes: is not classified']);
  });

  test('missing timestamps, a time without zone, and camelCase', () => {
    const table = tenantScope(pgTable('notes', { id: id(), sentAt: timestamp('sentAt') }), {
      scope: 'global',
    });
    expect(violationsOf(table)).toEqual([
      'notes: sentAt is not snake_case',
      'notes: created_at is missing, nullable or without default',
      'notes: updated_at is missing, nullable or without default',
      'notes: sentAt has no time zone',
    ]);
  });

  test('a tenant table keyed by its id alone', () => {
    const table = tenantScope(
      pgTable('notes', { organizationId: uuid('organization_id'), id: id(), ...timestamps() }),
      { scope: 'tenant' },
    );
    expect(violationsOf(table)).toEqual([
      'notes: has not the primary key (organization_id, id)',
      'notes: organization_id is nullable',
    ]);
  });

  test('what is unique across tenants, and a unique name that a deleted row keeps', () => {
    const table = tenantTable(
      'notes',
      { title: text('title'), number: text('number').unique() },
      (t) => [unique('notes_title_unique').on(t.organizationId, t.title)],
      { softDelete: true },
    );
    expect(violationsOf(table)).toEqual([
      'notes: notes_number_unique is unique across tenants',
      'notes: notes_title_unique counts deleted rows',
      'notes: notes_number_unique counts deleted rows',
    ]);
  });

  test('references that leave the tenant, reach users, delete along, or have no index', () => {
    const table = tenantTable('notes', {
      projectId: uuid('project_id').references(() => projects.id),
      userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    });
    expect(violationsOf(table)).toEqual([
      'notes: notes_project_id_projects_id_fk may refer to another tenant',
      'notes: notes_user_id_users_id_fk refers to users',
      'notes: notes_user_id_users_id_fk acts on delete or update',
      'notes: notes_project_id_projects_id_fk has no index',
      'notes: notes_user_id_users_id_fk has no index',
    ]);
  });

  test('a column that names another table and is no foreign key', () => {
    const table = tenantTable(
      'notes',
      {
        projectId: uuid('project_id'),
        copiedProjectId: uuid('copied_project_id'),
        userId: uuid('user_id'),
        portalUserId: uuid('portal_user_id'),
        externalId: uuid('external_id'),
      },
      undefined,
      { portal: { ownedBy: 'portal_user_id', allow: ['select'] } },
    );
    expect(violationsOf(table)).toEqual([
      'notes: project_id has no foreign key to projects',
      'notes: copied_project_id has no foreign key to projects',
      'notes: user_id has no foreign key to organization_members',
    ]);
  });

  test('a foreign key that one NULL switches off', () => {
    const table = tenantScope(
      pgTable(
        'notes',
        {
          organizationId: uuid('organization_id'),
          projectId: uuid('project_id'),
          id: uuid('id').notNull(),
          ...timestamps(),
        },
        (t) => [
          primaryKey({ columns: [t.organizationId, t.id] }),
          unique('notes_project_unique').on(t.organizationId, t.projectId),
          foreignKey({
            name: 'notes_project_fk',
            columns: [t.organizationId, t.projectId],
            foreignColumns: [projects.organizationId, projects.id],
          }),
        ],
      ),
      { scope: 'tenant' },
    );
    expect(violationsOf(table)).toEqual([
      'notes: organization_id is nullable',
      'notes: notes_project_fk has more than one nullable column',
      'notes: notes_project_fk has a nullable tenant key',
    ]);
  });

  test('a name that Postgres would cut, and a declared column that is not there', () => {
    const name = 'n'.repeat(64);
    const table = tenantTable('notes', { text: text(name) }, undefined, { ownRows: 'user_id' });
    expect(violationsOf(table)).toEqual([
      `notes: ${name} is longer than 63 bytes`,
      'notes: user_id is declared and does not exist',
    ]);
  });
});
