import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { fillProduct, startProduct, type Product } from '../../src/product.ts';
import { query } from '../../src/query.ts';

const rows = 200_000;
let product: Product;
let folder: string;
let file: string;

beforeAll(async () => {
  product = await startProduct();
  folder = await makeFolder('large', undefined);
  file = join(folder, 'acme.jsonl.gz');
  await fillProduct(product);
  await query(
    product.server.adminUrl(product.database),
    `insert into audit_logs (organization_id, action, resource_type, resource_id, metadata, user_agent)
     select id, 'project.updated', 'project', n::text, jsonb_build_object('n', n, 'text', repeat('ünï ', 50)), md5(n::text)
       from organizations, generate_series(1, ${rows}) n where slug = 'acme-corp'`,
  );
});
afterAll(async () => {
  await removeFolder(folder);
  await product.stop();
});

const admin = () => product.server.adminUrl(product.database);
const entriesOf = (slug: string) =>
  query<{ rows: number; sum: string }>(
    admin(),
    `select count(*)::int as rows, md5(string_agg(metadata::text || coalesce(user_agent, ''), ',' order by a.created_at, metadata::text)) as sum
       from audit_logs a join organizations o on o.id = a.organization_id where o.slug = '${slug}'`,
  );
/** All rows that are not the copy's. */
const othersRows = () =>
  query(
    admin(),
    `select md5(string_agg(a::text, ',' order by a::text)) as audit, (select md5(string_agg(p::text, ',' order by p::text)) from projects p
        where organization_id not in (select id from organizations where slug = 'acme-copy')) as projects
       from audit_logs a where organization_id not in (select id from organizations where slug = 'acme-copy')`,
  );

/** The least that the commands get by with is about 60 MB; the rows as text are 120 MB. */
async function inLittleMemory<T>(work: () => Promise<T>): Promise<T> {
  product.env['NODE_OPTIONS'] = '--max-old-space-size=80';
  return work().finally(() => delete product.env['NODE_OPTIONS']);
}

test(
  `${rows} rows leave, arrive as a copy, and are erased, in little memory`,
  { timeout: 600_000 },
  async () => {
    const others = await othersRows();
    await inLittleMemory(() =>
      product.does('db:export', '--tenant', 'acme-corp', '--output', file),
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const imported = await inLittleMemory(() =>
      product.does('db:import', file, '--new-ids', '--slug', 'acme-copy'),
    );
    expect(imported).not.toContain('Warning');
    const [copied] = await entriesOf('acme-copy');
    expect(copied).toEqual((await entriesOf('acme-corp'))[0]);
    expect(copied!.rows).toBe(rows + 5);
    expect(await othersRows()).toEqual(others);

    const erased = await inLittleMemory(() =>
      product.does('db:erase-tenant', 'acme-copy', '--confirm', 'acme-copy'),
    );
    expect(erased).toContain('goes in batches of 50000');
    expect(erased).toMatch(new RegExp(`public\\.audit_logs +${rows + 5} rows`));
    expect(await entriesOf('acme-copy')).toEqual([{ rows: 0, sum: null }]);
    expect(await othersRows()).toEqual(others);
  },
);
