import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTenant } from '../../../src/backup/tenant/export/export-tenant.ts';
import { importTenant } from '../../../src/backup/tenant/import/import-tenant.ts';
import { query } from '../../migrations/support/database.ts';
import { othersSums, tenantSums } from '../support/sums.ts';
import { makeFolder, openDatabase, organizationId, type Moved } from '../support/two-databases.ts';
import { zoo, zooRows, zooTables } from '../support/zoo.ts';

let from: Moved;
let into: Moved;
let acme: string;
const folder = makeFolder();
const file = folder.path('acme.gz');
const nobody = '00000000-0000-0000-0000-000000000000';

beforeAll(async () => {
  from = await openDatabase(true);
  into = await openDatabase(true);
  for (const { urls } of [from, into]) await query(urls.migration, zoo);
  // The same codes under other numbers, as two databases have them.
  await from.admin`insert into zoo_prices (code) values ('A'), ('B')`;
  await into.admin`insert into zoo_prices (code) values ('X'), ('B'), ('Y'), ('A')`;
  acme = await organizationId(from, 'acme-corp');
  await from.admin.unsafe(zooRows(acme));
  const neighbour = await organizationId(into, 'tech-startup-inc');
  await into.admin.unsafe(zooRows(neighbour));
  // The other database has no Acme, and knows one of its people under another id.
  await into.admin.unsafe(`
    alter table audit_logs disable trigger user; set session_replication_role = replica;
    delete from organizations where id = '${acme}';
    do $$ declare name name; begin
      for name in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
          where a.attname = 'organization_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace loop
        execute format('delete from %I where organization_id = %L', name, '${acme}');
      end loop;
    end $$;
    update users set id = gen_random_uuid() where email = 'erin@example.com';
    delete from users where email in ('frank@example.com', 'victor@example.com');
    reset session_replication_role; alter table audit_logs enable trigger user`);
  await exportTenant({ url: from.urls.backup, slug: 'acme-corp', output: file });
});
afterAll(async () => {
  folder.remove();
  await from.close();
  await into.close();
});

describe('into another database', () => {
  test('people and prices that are not there are conflicts, all of them named, and nothing is written', async () => {
    await into.admin`update zoo_prices set code = 'Z' where code = 'A'`;
    const before = await othersSums(into, nobody);
    await expect(importTenant({ url: into.urls.migration, file })).rejects.toMatchObject({
      code: 'CONFLICTS',
      message: expect.stringMatching(
        /users lacks frank@example\.com; victor@example\.com: --create-users.*\n.*zoo_prices lacks A\n/,
      ),
    });
    expect(await othersSums(into, nobody)).toEqual(before);
    await into.admin`update zoo_prices set code = 'A' where code = 'Z'`;
  });

  test('every row arrives as it was, in every table, and nobody else’s changes', async () => {
    const others = await othersSums(into, acme);
    const report = await importTenant({ url: into.urls.migration, file, createPeople: true });
    expect(report).toMatchObject({
      tenant: { id: acme, slug: 'acme-corp' },
      people: { matched: 4, created: 2 },
      untouched: [],
      leftOut: [],
      otherMigrations: false,
    });
    const { users: _, ...otherwise } = await othersSums(into, acme);
    const { users: __, ...expected } = others;
    expect(otherwise).toEqual(expected);

    const left = await tenantSums(from, acme);
    const arrived = await tenantSums(into, acme);
    // Erin has another id here, and the prices other numbers: those rows are looked at below.
    const changed = [
      'organization_members',
      'audit_logs',
      'member_roles',
      'notifications',
      'zoo_counted',
    ];
    for (const name of changed) {
      expect(arrived[name]?.split(' ')[0]).toBe(left[name]?.split(' ')[0]);
      delete (left as Record<string, string>)[name];
      delete (arrived as Record<string, string>)[name];
    }
    expect(arrived).toEqual(left);
    for (const table of zooTables) expect(report.rows[`public.${table}`]).toBeGreaterThan(0);
  });

  test('rows refer to the people and prices that are meant, under their ids here', async () => {
    const meaning = ({ admin }: Moved) =>
      admin.unsafe(`
      select array(select u.email || m.role || m.status from organization_members m join users u on u.id = m.user_id
                    where m.organization_id = '${acme}' order by 1) as members,
             array(select coalesce(u.email, '') || a.action from audit_logs a left join users u on u.id = a.user_id
                    where a.organization_id = '${acme}' order by 1) as audit,
             array(select u.email || r.key from member_roles m join users u on u.id = m.user_id join roles r on r.id = m.role_id
                    where m.organization_id = '${acme}' order by 1) as roles,
             array(select u.email || n.title from notifications n join users u on u.id = n.user_id
                    where n.organization_id = '${acme}' order by 1) as notifications,
             array(select c.number || p.code from zoo_counted c join zoo_prices p on p.number = c.price
                    where c.organization_id = '${acme}' order by 1) as prices`);
    const [arrived] = await meaning(into);
    expect(arrived).toEqual((await meaning(from))[0]);
    expect(arrived!['members']).toHaveLength(6);
    expect(arrived!['prices']).toEqual(['1A', '2B']);
  });

  test('whoever is made is not of the staff, and nobody signs in as them', async () => {
    const people = await into.admin`
      select email, clerk_id, is_superadmin from users where email in ('frank@example.com', 'victor@example.com') order by 1`;
    expect([...people]).toEqual([
      { email: 'frank@example.com', clerk_id: null, is_superadmin: false },
      { email: 'victor@example.com', clerk_id: null, is_superadmin: false },
    ]);
  });

  test('sequences go on behind the ids that came', async () => {
    const neighbour = await organizationId(into, 'tech-startup-inc');
    const [row] = await into.admin`
      insert into zoo_counted (organization_id) values (${neighbour}) returning number`;
    expect(row!['number']).toBeGreaterThan(4);
  });

  test('exported from there, it is the same again, but for what has other ids', async () => {
    const back = folder.path('back.gz');
    await exportTenant({ url: into.urls.backup, slug: 'acme-corp', output: back });
    await from.admin.unsafe(`update organizations set slug = 'acme-old' where id = '${acme}'`);
    await expect(importTenant({ url: from.urls.migration, file: back })).rejects.toMatchObject({
      code: 'CONFLICTS',
      message: expect.stringContaining(
        `public.organizations has id = '${acme}' already: --new-ids`,
      ),
    });
  });
});
