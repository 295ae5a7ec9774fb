import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { explain, explainAsIs } from '../support/explain.ts';
import { seededPeople } from '../support/people.ts';
import { fillCore, filledTables, idOf, rowsEach } from './support/fill-core.ts';
import { testServer } from '../support/test-server.ts';

// What each index beside the keys is for, on as many rows as make the planner choose.

let database: TestDatabase;
let organizationId: string;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  const people = await seededPeople(database.superadminDb);
  organizationId = people.organization('acme-corp');
  userId = people.user('alice');
  const { pathname } = new URL(database.urls!.migration);
  const superuser = Object.assign(new URL(testServer()), { pathname }).toString();
  await asLogin(superuser, (client) =>
    fillCore(client, [organizationId, people.organization('tech-startup-inc')]),
  );
}, 300_000);
afterAll(() => database.close());

const somebody = idOf('users', 7);

/** What members ask, behind the policies. */
const members: Readonly<Record<string, string>> = {
  audit_logs_created_at_idx: 'audit_logs order by created_at desc limit 50',
  audit_logs_user_id_idx: `audit_logs where user_id = ${somebody} order by created_at desc limit 50`,
  audit_logs_resource_idx: `audit_logs where resource_type = 'project' and resource_id = '7'`,
  // A query says whose: the policy also lets the tenant's own system see everybody's, so by it alone all are read.
  notifications_user_id_idx: `notifications where user_id = ${somebody} order by created_at desc limit 20`,
  api_keys_created_by_idx: `api_keys where created_by = ${somebody}`,
  invitations_invited_by_idx: `invitations where invited_by = ${somebody}`,
  projects_name_unique: `projects where name = 'project 7' and deleted_at is null`,
  projects_status_idx: `projects where status = 'planned'`,
};

/** What is asked before an organization is known, and of all of them: by staff's login. */
const staff: Readonly<Record<string, string>> = {
  api_keys_prefix_idx: `api_keys where prefix = 'key_00000007'`,
  invitations_token_hash_idx: `invitations where token_hash = 'hash 7'`,
  member_roles_role_id_idx: `member_roles where role_id = ${idOf('roles', 7)}`,
  organization_feature_flags_flag_key_idx: `organization_feature_flags where flag_key = 'flag_7'`,
  organization_members_user_id_idx: `organization_members where user_id = ${somebody}`,
  role_permissions_permission_id_idx: `role_permissions where permission_id = ${idOf('permissions', 7)}`,
  subscriptions_stripe_customer_id_idx: `subscriptions where stripe_customer_id = 'cus_7'`,
  subscriptions_stripe_subscription_id_idx: `subscriptions where stripe_subscription_id = 'sub_7'`,
  superadmin_audit_logs_created_at_idx: 'superadmin_audit_logs order by created_at desc limit 50',
  superadmin_audit_logs_user_id_idx: `superadmin_audit_logs where user_id = ${somebody} order by created_at desc limit 50`,
  superadmin_audit_logs_organization_id_idx: `superadmin_audit_logs where organization_id = ${idOf('organizations', 7)} order by created_at desc limit 50`,
  users_email_unique: `users where lower(email) = '7@example.org'`,
  webhook_inbox_object_idx: `webhook_inbox where provider = 'stripe' and object_id = 'obj_7' order by occurred_at desc limit 1`,
  webhook_inbox_open_idx: `webhook_inbox where status in ('pending', 'failed') order by created_at limit 100`,
};

test.each(Object.entries(members))('a member’s query uses %s', async (index, query) => {
  const context = { organizationId, userId };
  const plan = await explain(database.db, context, sql.raw(`select * from ${query}`));
  expect(plan.indexes).toEqual([index]);
  expect(plan.conditions.join()).toContain('organization_id');
  expect(plan.nodes).not.toContain('Seq Scan');
});

test.each(Object.entries(staff))('staff’s query uses %s', async (index, query) => {
  const plan = await explainAsIs(database.superadminDb, sql.raw(`select * from ${query}`));
  expect(plan.indexes).toEqual([index]);
  expect(plan.nodes).not.toContain('Seq Scan');
});

// lower() is not LEAKPROOF: behind a policy that asks something it would not be looked up by.
test('staff’s query of an open invitation uses invitations_open_email_unique', async () => {
  const plan = await explainAsIs(
    database.superadminDb,
    sql`select * from invitations where organization_id = ${organizationId}
      and lower(email) = '0@example.org' and accepted_at is null`,
  );
  expect(plan.indexes).toEqual(['invitations_open_email_unique']);
});

test.each(filledTables)('%s has its rows', async (table) => {
  const { rows } = await database.superadminDb.execute<{ count: number }>(
    sql.raw(`select count(*)::int as count from ${table}`),
  );
  expect(rows[0]!.count).toBeGreaterThanOrEqual(rowsEach);
});
