import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

const organizations = 50;
const rowsEach = 2000;

let database: TestDatabase;

/** The id of the `n`th row of a kind: made of both, so that rows can refer to each other. */
const id = (kind: number, n: string) =>
  `(lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const everyRow = `generate_series(0, ${organizations * rowsEach - 1}) as n`;
const its = 'n / ' + rowsEach;
const organization = id(1, its);
/** Twenty members an organization. */
const member = id(2, `${its} * 20 + n % 20`);
const moment = `now() - n % ${rowsEach} * interval '1 minute'`;

// As the migrating login, who owns the tables: no limit of a plan binds it.
const rows = [
  `organizations (id, name, slug) select ${id(1, 'o')}, 'O', 'o' || o from generate_series(0, ${organizations - 1}) o`,
  `users (id, email, name) select ${id(2, 'u')}, u || '@example.com', 'U' from generate_series(0, ${organizations * 20 - 1}) u`,
  `organization_members (organization_id, user_id, role)
     select ${id(1, 'u / 20')}, ${id(2, 'u')}, 'member' from generate_series(0, ${organizations * 20 - 1}) u`,
  `agents (organization_id, id, name, type) select ${organization}, ${id(3, 'n')}, 'A' || n, 'target' from ${everyRow}`,
  `models (organization_id, id, name, schema) select ${organization}, ${id(4, 'n')}, 'M' || n, '{}' from ${everyRow}`,
  // Most have finished.
  `executions (organization_id, agent_id, status, started_at, finished_at, created_by, created_at)
     select ${organization}, ${id(3, 'n / 20 * 20')},
       case n % 50 when 0 then 'running' when 1 then 'queued' else 'succeeded' end,
       case when n % 50 <> 1 then ${moment} end, case when n % 50 > 1 then ${moment} end, ${member}, ${moment}
       from ${everyRow}`,
  `canvases (organization_id, id, model_id, name, visibility, created_by, updated_at)
     select ${organization}, ${id(5, 'n')}, ${id(4, 'n / 20 * 20')}, 'C', 'organization', ${member}, ${moment} from ${everyRow}`,
  `canvas_versions (organization_id, canvas_id, version, data, created_by)
     select ${organization}, ${id(5, 'n')}, 1, '{}', ${member} from ${everyRow}`,
  `canvas_shares (organization_id, canvas_id, user_id) select ${organization}, ${id(5, 'n')}, ${member} from ${everyRow}`,
];
const loaded = ['agents', 'models', 'executions', 'canvases', 'canvas_versions', 'canvas_shares'];

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
  await asLogin(database.urls!.migration, async (client) => {
    for (const statement of rows) await client.query(`insert into ${statement}`);
    await client.query(`vacuum (analyze) ${loaded.join(', ')}`);
  });
}, 300_000);
afterAll(() => database.close());

const literal = (kind: number, n: number) =>
  `'${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}'::uuid`;
const acting = {
  organizationId: literal(1, 7).slice(1, 37),
  userId: literal(2, 7 * 20 + 3).slice(1, 37),
};
const row = 7 * rowsEach + 40;

async function indexesOf(statement: string): Promise<readonly string[]> {
  const { rows: lines } = await withTenant(acting, () =>
    database.db.execute<{ 'QUERY PLAN': unknown }>(sql.raw(`explain (format json) ${statement}`)),
  );
  const plan = JSON.stringify(lines);
  return [...plan.matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name!);
}

test.each([
  ['agents_name_unique', `select * from agents where name = 'A${row}' and deleted_at is null`],
  ['models_name_unique', `select * from models where name = 'M${row}' and deleted_at is null`],
  [
    'executions_agent_id_idx',
    `select * from executions where agent_id = ${literal(3, row)} order by created_at desc limit 10`,
  ],
  [
    'executions_created_by_idx',
    `select * from executions where created_by = ${literal(2, 143)} order by created_at desc limit 10`,
  ],
  ['executions_created_at_idx', 'select * from executions order by created_at desc limit 10'],
  [
    'executions_open_idx',
    `select * from executions where status in ('queued', 'running') order by created_at limit 10`,
  ],
  ['canvases_model_id_idx', `select * from canvases where model_id = ${literal(4, row)}`],
  ['canvases_created_by_idx', `select * from canvases where created_by = ${literal(2, 143)}`],
  [
    'canvases_updated_at_idx',
    'select * from canvases where deleted_at is null order by updated_at desc limit 10',
  ],
  [
    'canvas_versions_version_unique',
    `select * from canvas_versions where canvas_id = ${literal(5, row)} order by version desc`,
  ],
  [
    'canvas_versions_created_by_idx',
    `select * from canvas_versions where created_by = ${literal(2, 143)}`,
  ],
  ['canvas_shares_user_unique', `select * from canvas_shares where canvas_id = ${literal(5, row)}`],
  ['canvas_shares_user_id_idx', `select * from canvas_shares where user_id = ${literal(2, 143)}`],
])('%s serves a member’s read among 100,000 rows', async (index, statement) => {
  expect(await indexesOf(statement)).toContain(index);
});

test('the rows are there', async () => {
  for (const table of loaded) {
    const { rows: found } = await withTenant(acting, () =>
      database.db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`)),
    );
    expect(found).toEqual([{ n: rowsEach }]);
  }
});
