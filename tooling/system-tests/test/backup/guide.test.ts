import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { pnpm } from '../../src/pnpm.ts';
import { fillProduct, startProduct, type Product } from '../../src/product.ts';
import { query } from '../../src/query.ts';
import { repository } from '../../src/repository.ts';

/** The commands of docs/backup.md, in its order. */
const commands = [
  ...readFileSync(join(repository, 'docs/backup.md'), 'utf8').matchAll(/^ {4}npx pnpm@12 (.+)$/gm),
].map((match) => match[1]!);

let product: Product;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  folder = await makeFolder('guide', undefined);
  await fillProduct(product);
});
afterAll(async () => {
  await removeFolder(folder);
  await product.stop();
});

/** Runs a command as the guide has it, but for where its files are. */
async function does(command: string): Promise<string> {
  const [dump] = readdirSync(folder).filter((name) => name.endsWith('.dump'));
  const [script, ...parameters] = command
    .replace('/var/backups/startkit/product.dump', join(folder, dump ?? 'none'))
    .replace('/var/backups/startkit', folder)
    .replace('acme.jsonl.gz', join(folder, 'acme.jsonl.gz'))
    .split(' ');
  const { code, output } = await pnpm(script!, parameters, product.env);
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
  return output;
}

const organizations = (database: string) =>
  query<{ slugs: string }>(
    product.server.adminUrl(database),
    `select string_agg(slug, ' ' order by slug) as slugs from organizations where slug like '%acme%' or slug like 'tech%'`,
  );

test('every command of docs/backup.md does what it says there', { timeout: 300_000 }, async () => {
  const [backup, verify, restore, exporting, importing, copy, wouldErase, erase, ...more] =
    commands;
  expect(more).toEqual([]);

  expect(await does(backup!)).toContain('Backed up, and verified');
  expect(await does(verify!)).toContain('It is whole');
  expect(await does(restore!)).toContain('each has the rows and the checksum of the backup');
  expect(await does(exporting!)).toContain('Exported Acme Corp');

  // The restored database has the tenant: it is imported after it was erased there.
  const restored = product.url('restored');
  const erased = await pnpm('db:erase-tenant', ['acme-corp', '--users', '--confirm', 'acme-corp'], {
    ...product.env,
    MIGRATION_DATABASE_URL: restored,
  });
  expect(erased).toMatchObject({ code: 0 });
  expect(await organizations('restored')).toEqual([{ slugs: 'tech-startup-inc' }]);
  expect(await does(importing!)).toContain('5 made');
  expect(await organizations('restored')).toEqual([{ slugs: 'acme-corp tech-startup-inc' }]);

  expect(await does(copy!)).toContain('Imported as acme-copy');
  expect(await does(wouldErase!)).toContain('Nothing was changed');
  expect(await organizations('product')).toEqual([
    { slugs: 'acme-copy acme-corp tech-startup-inc' },
  ]);
  expect(await does(erase!)).toContain('No row of it is left');
  expect(await organizations('product')).toEqual([{ slugs: 'acme-copy tech-startup-inc' }]);
});
