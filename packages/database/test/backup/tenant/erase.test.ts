import { afterEach, beforeEach, expect, test } from 'vitest';
import { eraseTenant } from '../../../src/backup/tenant/erase/erase-tenant.ts';
import { query } from '../../migrations/support/database.ts';
import { othersSums, tenantSums } from '../support/sums.ts';
import { openDatabase, organizationId, type Moved } from '../support/two-databases.ts';
import { zoo, zooRows } from '../support/zoo.ts';

let database: Moved;
let acme: string;

beforeEach(async () => {
  database = await openDatabase(true);
  await query(database.urls.migration, zoo);
  await database.admin`insert into zoo_prices (code) values ('A'), ('B')`;
  acme = await organizationId(database, 'acme-corp');
  const neighbour = await organizationId(database, 'tech-startup-inc');
  for (const id of [acme, neighbour]) await database.admin.unsafe(zooRows(id));
  await database.admin.unsafe(`
    insert into pgboss.job (name, data) select 'projects.purge', jsonb_build_object('organizationId', id) from organizations;
    insert into superadmin_audit_logs (user_id, organization_id, action, resource_type)
      select u.id, o.id, 'organization.viewed', 'organization' from users u, organizations o where u.is_superadmin;
    insert into webhook_inbox (provider, event_id, type, payload)
      values ('clerk', 'e1', 'organization.updated', jsonb_build_object('id', '${acme}')), ('clerk', 'e2', 'user.updated', '{}')`);
});
afterEach(() => database.close());

const erase = (options: Partial<Parameters<typeof eraseTenant>[0]> = {}) =>
  eraseTenant({ url: database.urls.migration, slug: 'acme-corp', ...options });
const removedOf = (tables: readonly { table: string; removed: number }[]) =>
  Object.fromEntries(tables.map(({ table, removed }) => [table, removed]));
const emails = async () =>
  (await database.admin`select email from users order by 1`).map(({ email }) => email as string);

test('a dry run says what goes and what stays, and why; then just that happens', async () => {
  const before = await tenantSums(database, acme);
  const others = await othersSums(database, acme);
  const foreseen = await erase({ dryRun: true, users: true });
  expect(await tenantSums(database, acme)).toEqual(before);
  expect(await othersSums(database, acme)).toEqual(others);
  for (const [name, sum] of Object.entries(before)) {
    if (name.includes('.') || name === 'superadmin_audit_logs') continue;
    const rows = Number(sum.split(' ')[0]);
    if (rows > 0)
      expect([name, removedOf(foreseen.tables)[`public.${name}`]]).toEqual([name, rows]);
  }
  expect(foreseen.kept).toEqual([
    {
      what: 'public.users',
      rows: 1,
      why: expect.stringContaining("other organizations' public.organization_members"),
    },
    {
      what: 'public.superadmin_audit_logs',
      rows: 1,
      why: expect.stringContaining('accounted for'),
    },
    { what: 'public.webhook_inbox', rows: 1, why: expect.stringContaining('mentions') },
  ]);

  const people = await emails();
  const done = await erase({ users: true });
  expect({ ...done, dryRun: true, erasedAt: null }).toEqual(foreseen);
  expect(removedOf(done.tables)).toMatchObject({ 'pgboss.job': 1, 'public.zoo_parts': 2 });

  const left = Object.entries(await tenantSums(database, acme)).filter(([, sum]) => sum !== '0 ');
  expect(left.map(([name]) => name)).toEqual(['superadmin_audit_logs']);
  const { users: _, 'pgboss.job': __, ...otherwise } = await othersSums(database, acme);
  const { users: ___, 'pgboss.job': ____, ...expected } = others;
  expect(otherwise).toEqual(expected);
  // Of Acme's six people, one is in the other organization too.
  expect((await emails()).length).toBe(people.length - 5);
  expect(removedOf(done.tables)['public.users']).toBe(5);
  const neighbour = await organizationId(database, 'tech-startup-inc');
  const jobs = await database.admin`select data from pgboss.job
    where data ->> 'organizationId' in (${acme}, ${neighbour})`;
  expect(jobs.map(({ data }) => data as object)).toEqual([{ organizationId: neighbour }]);
});

test('append-only tables refuse deletes again afterwards, and for everybody else all the time', async () => {
  await erase();
  for (const table of ['audit_logs', 'zoo_parts']) {
    await expect(query(database.urls.migration, `delete from ${table}`)).rejects.toThrow(
      'is append-only',
    );
  }
  expect(
    await query(database.urls.migration, `select tgname from pg_trigger where tgenabled <> 'O'`),
  ).toEqual([]);
});

test('without --users all people stay, and who could go is said', async () => {
  const people = await emails();
  const { kept } = await erase();
  expect(await emails()).toEqual(people);
  expect(kept).toContainEqual({
    what: 'public.users',
    rows: 5,
    why: expect.stringContaining('--users removes them'),
  });
});

test('a superadmin stays, and so does whoever other rows refer to', async () => {
  await database.admin
    .unsafe(`update users set is_superadmin = true where email = 'erin@example.com';
    create table devices (user_id uuid references users); insert into devices select id from users where email = 'frank@example.com'`);
  await database.admin`grant select on devices to startkit_migrator, startkit_backup`;
  const { kept } = await erase({ users: true });
  expect(kept).toContainEqual({ what: 'public.users', rows: 1, why: 'superadmins are staff' });
  expect(kept).toContainEqual({
    what: 'public.users',
    rows: 1,
    why: 'public.devices refers to them',
  });
  expect(await emails()).toEqual(expect.arrayContaining(['erin@example.com', 'frank@example.com']));
});

test('a large tenant goes in batches, is closed meanwhile, and an interrupted run is continued', async () => {
  await database.admin.unsafe(`
    insert into audit_logs (organization_id, action, resource_type) select '${acme}', 'a.b', 'a' from generate_series(1, 2500);
    insert into zoo_tree select '${acme}', gen_random_uuid(), null from generate_series(1, 700)`);
  const others = await othersSums(database, acme);
  let lines = 0;
  const interrupted = erase({
    batchSize: 500,
    log: () => {
      lines += 1;
      if (lines === 3) throw new Error('interrupted');
    },
  });
  await expect(interrupted).rejects.toThrow('interrupted');
  const [state] = await database.admin`
    select status, deleted_at is not null as deleted, (select count(*)::int from audit_logs where organization_id = ${acme}) as rows
      from organizations where id = ${acme}`;
  expect(state).toMatchObject({ status: 'suspended', deleted: true });
  expect(state!['rows']).toBeLessThan(2505);
  expect(state!['rows']).toBeGreaterThan(0);

  const done = await erase({ batchSize: 500 });
  expect(removedOf(done.tables)).toMatchObject({
    'public.audit_logs': state!['rows'],
    'public.zoo_tree': 703,
    'public.organizations': 1,
  });
  const left = Object.entries(await tenantSums(database, acme)).filter(([, sum]) => sum !== '0 ');
  expect(left.map(([name]) => name)).toEqual(['superadmin_audit_logs']);
  const { 'pgboss.job': _, ...otherwise } = await othersSums(database, acme);
  const { 'pgboss.job': __, ...expected } = others;
  expect(otherwise).toEqual(expected);
});

test('rows that a trigger puts back are found, and all is taken back', async () => {
  await query(
    database.urls.migration,
    `create table zz_graves (organization_id uuid not null, id uuid not null, primary key (organization_id, id));
     alter table zz_graves enable row level security; alter table zz_graves force row level security;
     create policy superadmin_all on zz_graves for all to startkit_superadmin using (true) with check (true);
     create function bury() returns trigger language plpgsql as $$ begin insert into zz_graves values (old.organization_id, old.id); return null; end $$;
     create trigger bury after delete on projects for each row execute function bury()`,
  );
  const before = await tenantSums(database, acme);
  await expect(erase()).rejects.toMatchObject({
    code: 'VERIFICATION_FAILED',
    message: expect.stringContaining('6 in public.zz_graves'),
  });
  expect(await tenantSums(database, acme)).toEqual(before);
});

test('a tenant that is not there, and a login that may not, change nothing', async () => {
  await expect(erase({ slug: 'acme' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const url of [database.urls.superadmin, database.urls.backup]) {
    await expect(erase({ url })).rejects.toMatchObject({ code: 'PRIVILEGE_MISSING' });
  }
});
