import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseTenant } from '../../../src/backup/tenant/erase/erase-tenant.ts';
import { exportTenant } from '../../../src/backup/tenant/export/export-tenant.ts';
import { importTenant } from '../../../src/backup/tenant/import/import-tenant.ts';
import { makeFolder, openDatabase, organizationId, type Moved } from '../support/two-databases.ts';

let from: Moved;
let into: Moved;
const folder = makeFolder();

beforeAll(async () => {
  from = await openDatabase(true);
  into = await openDatabase(false);
});
afterAll(async () => {
  folder.remove();
  await from.close();
  await into.close();
});

const versions = ({ admin }: Moved, organization: string) =>
  admin`select id, canvas_id, version, data, created_at from canvas_versions
    where organization_id = ${organization} order by version`;

test('a canvas moves with its versions, though saves write versions and limits bind members', async () => {
  const demo = await organizationId(from, 'demo');
  await from.admin`update organizations set limits = '{"agents": 1, "canvases": 1, "executionsPerMonth": 1}'`;
  const file = folder.path('demo.gz');
  await exportTenant({ url: from.urls.backup, slug: 'demo', output: file });
  await importTenant({ url: into.urls.migration, file, createPeople: true });
  const moved = [...(await versions(into, demo))];
  expect(moved).toEqual([...(await versions(from, demo))]);
  expect(moved).toHaveLength(2);
});

test('and is erased with them', async () => {
  const demo = await organizationId(from, 'demo');
  await eraseTenant({ url: from.urls.migration, slug: 'demo' });
  expect([...(await versions(from, demo))]).toEqual([]);
});
