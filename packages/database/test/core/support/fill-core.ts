import type pg from 'pg';

/** How many rows each table gets. */
export const rowsEach = 100_000;

/** SQL of the id of the row of a table with this number. */
export const idOf = (table: string, number: number | string) =>
  `md5('${table} ' || ${number})::uuid`;

const user = idOf('users', 'n % 1000');
const moment = `now() - n * interval '1 minute'`;
/** Four of five rows are those of `$1`, the others of `$2`. */
const ours = 'case when n % 5 < 4 then $1::uuid else $2::uuid end';
/** An organization for each row. */
const anyone = idOf('organizations', 'n');

/** Columns of the rows of each table, as SQL of `n`. */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  users: { id: idOf('users', 'n'), email: `n || '@example.org'`, name: `'somebody'` },
  organization_members: { organization_id: ours, user_id: idOf('users', 'n') },
  invitations: {
    organization_id: ours,
    email: `n || '@example.org'`,
    token_hash: `'hash ' || n`,
    expires_at: `now() + interval '1 day'`,
    accepted_at: 'case when n % 100 > 0 then now() end',
    invited_by: user,
  },
  audit_logs: {
    organization_id: ours,
    user_id: user,
    action: `'project.created'`,
    resource_type: `'project'`,
    resource_id: '(n % 20000)::text',
    created_at: moment,
  },
  notifications: {
    organization_id: ours,
    user_id: user,
    kind: `'x'`,
    title: `'x'`,
    created_at: moment,
  },
  api_keys: {
    organization_id: ours,
    name: `'key'`,
    prefix: `'key_' || lpad(n::text, 8, '0')`,
    key_hash: `'hash'`,
    created_by: user,
  },
  member_roles: {
    organization_id: ours,
    user_id: idOf('users', 'n'),
    role_id: idOf('roles', 'n % 1000'),
  },
  organization_feature_flags: {
    organization_id: anyone,
    flag_key: `'flag_' || n % 1000`,
    enabled: 'true',
  },
  projects: {
    organization_id: ours,
    name: `'project ' || n`,
    status: `case when n % 500 = 0 then 'planned' else 'active' end`,
  },
  role_permissions: {
    role_id: idOf('roles', 'n / 5000'),
    permission_id: idOf('permissions', 'n % 5000'),
  },
  subscriptions: {
    organization_id: anyone,
    stripe_customer_id: `'cus_' || n`,
    stripe_subscription_id: `'sub_' || n`,
  },
  superadmin_audit_logs: {
    user_id: user,
    organization_id: idOf('organizations', 'n % 1000'),
    action: `'organization.opened'`,
    resource_type: `'organization'`,
    created_at: moment,
  },
  webhook_inbox: {
    provider: `'stripe'`,
    event_id: `'evt_' || n`,
    type: `'x'`,
    object_id: `'obj_' || n % 20000`,
    occurred_at: moment,
    payload: `'{}'`,
    status: `case when n % 1000 = 0 then 'pending' else 'processed' end`,
    created_at: moment,
  },
};

/** Tables that get the rows. */
export const filledTables = Object.keys(columns);

/**
 * Fills the tables.
 *
 * @param client of a superuser: triggers and foreign keys would take minutes, and the rows are right.
 */
export async function fillCore(
  client: pg.Client,
  organizations: readonly [string, string],
): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const [table, values] of Object.entries(columns)) {
    const rows = `select ${Object.values(values).join(', ')} from generate_series(0, ${rowsEach - 1}) n`;
    const takesOrganizations = values['organization_id'] === ours;
    await client.query(
      `insert into ${table} (${Object.keys(values).join(', ')}) ${rows}`,
      takesOrganizations ? [...organizations] : [],
    );
    await client.query(`analyze ${table}`);
  }
}
