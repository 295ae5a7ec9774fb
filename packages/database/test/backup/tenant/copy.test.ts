import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportTenant } from '../../../src/backup/tenant/export/export-tenant.ts';
import { importTenant } from '../../../src/backup/tenant/import/import-tenant.ts';
import type { ImportReport } from '../../../src/backup/tenant/import/options.ts';
import { query } from '../../migrations/support/database.ts';
import { othersSums, type Sums } from '../support/sums.ts';
import { makeFolder, openDatabase, organizationId, type Moved } from '../support/two-databases.ts';
import { zoo, zooRows, zooTables } from '../support/zoo.ts';

let database: Moved;
let acme: string;
let report: ImportReport;
let before: Sums;
const folder = makeFolder();

beforeAll(async () => {
  database = await openDatabase(true);
  await query(database.urls.migration, zoo);
  acme = await organizationId(database, 'acme-corp');
  await database.admin`insert into zoo_prices (code) values ('A'), ('B')`;
  await database.admin.unsafe(zooRows(acme));
  await database.admin.unsafe(`
    update organizations set clerk_org_id = 'org_1' where id = '${acme}';
    update subscriptions set stripe_customer_id = 'cus_1', stripe_subscription_id = 'sub_1' where organization_id = '${acme}';
    insert into api_keys (organization_id, name, prefix, key_hash, created_by)
      select organization_id, 'key', 'sk_12345', 'hash', user_id from organization_members where organization_id = '${acme}' limit 1;
    insert into invitations (organization_id, email, token_hash, expires_at, invited_by)
      select organization_id, 'new@example.com', 'hash', now(), user_id from organization_members where organization_id = '${acme}' limit 1;
    insert into audit_logs (organization_id, action, resource_type, resource_id, changes)
      select organization_id, 'project.named', 'project', id::text, jsonb_build_object('after', jsonb_build_object('id', id))
        from projects where organization_id = '${acme}' limit 1`);
  const file = folder.path('acme.gz');
  await exportTenant({ url: database.urls.backup, slug: 'acme-corp', output: file });
  before = await othersSums(database, '00000000-0000-0000-0000-000000000000');
  report = await importTenant({
    url: database.urls.migration,
    file,
    newIds: true,
    slug: 'acme-copy',
  });
});
afterAll(async () => {
  folder.remove();
  await database.close();
});

const rows = <Row extends object>(text: string) => database.admin.unsafe<Row[]>(text);

test('nothing of anybody’s changed, the original among them', async () => {
  expect(await othersSums(database, report.tenant.id)).toEqual(before);
});

test('every id of the tenant’s is a new one, in every column but JSON', async () => {
  const tables = await rows<{ name: string; json: string[] }>(
    `select c.oid::regclass::text as name,
            array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.atttypid in ('jsonb'::regtype, 'json'::regtype)) as json
       from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`,
  );
  const textsOf = async (organization: string) => {
    const texts: string[] = [];
    for (const { name, json } of tables) {
      const found = await rows<{ text: string }>(
        `select (to_jsonb(whole) - array[${json.map((column) => `'${column}'`).join(', ')}]::text[])::text as text
           from ${name} whole where organization_id = '${organization}'`,
      );
      texts.push(...found.map(({ text }) => text));
    }
    return texts.join('\n');
  };
  const idsIn = (text: string) =>
    new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
  const original = idsIn(await textsOf(acme));
  const copied = idsIn(await textsOf(report.tenant.id));
  const shared = [...copied].filter((id) => original.has(id));
  const everybodys = await rows<{ id: string }>('select id from users union select id from roles');
  expect(shared.length).toBeGreaterThan(5);
  expect(shared.filter((id) => !everybodys.some((row) => row.id === id))).toEqual([]);
  // But for what a copy does not get, each old id has one new one.
  const [left] = await rows<{ count: number }>(
    `select (select count(*) from api_keys)::int + (select count(*) from invitations)::int as count`,
  );
  expect(copied.size).toBe(original.size - left!.count);
});

test('new ids are UUIDs of the same version, at the same time', async () => {
  const [row] = await rows<{ odd: number; count: number }>(
    `select count(*)::int as count, count(*) filter (where n.id is null)::int as odd
       from projects o left join projects n on n.organization_id = '${report.tenant.id}'
        and left(n.id::text, 15) = left(o.id::text, 15) and n.id <> o.id and n.name = o.name and n.id::text ~ '^.{19}[89ab]'
      where o.organization_id = '${acme}'`,
  );
  expect(row).toEqual({ count: 6, odd: 0 });
});

test('what refers to each other still does, with a foreign key or without', async () => {
  const [row] = await rows<Record<string, boolean>>(`
    select l.id = r.left_id and l.right_id = r.id as circle,
           e.id = la.earlier_id and la.id = e.later_id as "later circle",
           (select array_agg(p.id is not null order by t.parent_id is null) from zoo_tree t
              left join zoo_tree p on p.organization_id = t.organization_id and p.id = t.parent_id
             where t.organization_id = l.organization_id) = array[true, true, false] as tree,
           t.ua = array[t.id, t.u] and t.u = (select id from zoo_types where organization_id = l.organization_id and n = 'NaN') as "without a key",
           (select p.name from projects p join audit_logs a on a.resource_id = p.id::text
             where p.organization_id = l.organization_id and a.action = 'project.named') is not null as text,
           (select a.changes -> 'after' ->> 'id' = o.resource_id from audit_logs a, audit_logs o where a.action = 'project.named'
               and a.organization_id = l.organization_id and o.action = 'project.named' and o.organization_id = '${acme}') as "JSON is left alone"
      from zoo_left l, zoo_right r, zoo_later la, zoo_earlier e, zoo_types t
     where l.organization_id = '${report.tenant.id}' and r.organization_id = l.organization_id
       and la.organization_id = l.organization_id and e.organization_id = l.organization_id
       and t.organization_id = l.organization_id and t.n <> 'NaN'`);
  expect(row).toEqual({
    circle: true,
    'later circle': true,
    tree: true,
    'without a key': true,
    text: true,
    'JSON is left alone': true,
  });
  expect(report.untouched).toContain('audit_logs.changes');
});

test('all other values are exact', async () => {
  const columns =
    'n, m, f, r, b, z, t, d, i, s, c, v, j, k, a, e, o, g, mg, ip, x, y, l, w, q, h, p, twice';
  const [same] = await rows<{ equal: boolean }>(
    `select (select array_agg(row(${columns})::text order by n) from zoo_types where organization_id = '${acme}')
          = (select array_agg(row(${columns})::text order by n) from zoo_types where organization_id = '${report.tenant.id}') as equal`,
  );
  expect(same).toEqual({ equal: true });
  for (const table of zooTables) expect(report.rows[`public.${table}`]).toBeGreaterThan(0);
});

test('it has no door to the original: no API keys, no invitations, no ids of Clerk and Stripe', async () => {
  const [copy] = await rows<object>(
    `select o.clerk_org_id, s.stripe_customer_id, s.stripe_subscription_id, s.plan,
            (select count(*) from api_keys where organization_id = o.id)::int as keys,
            (select count(*) from invitations where organization_id = o.id)::int as invitations
       from organizations o join subscriptions s on s.organization_id = o.id where o.id = '${report.tenant.id}'`,
  );
  expect(copy).toEqual({
    clerk_org_id: null,
    stripe_customer_id: null,
    stripe_subscription_id: null,
    plan: 'pro',
    keys: 0,
    invitations: 0,
  });
  expect(report.leftOut).toEqual(['api_keys', 'invitations']);
});
