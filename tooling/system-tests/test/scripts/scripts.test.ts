import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeProgram } from '../../src/fake-program.ts';
import { startProduct, takeOver, type Product } from '../../src/product.ts';
import { query } from '../../src/query.ts';
import { repository } from '../../src/repository.ts';
import { run } from '../../src/run.ts';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const scripts = join(repository, 'scripts');
const backups = join(repository, '.startkit/backups');

/** As cron runs it: from another folder. `steps` are the titles of what it did, in order. */
async function script(
  name: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const { code, output } = await run('sh', [join(scripts, name), ...parameters], {
    folder: '/',
    env: { NO_COLOR: '1', ...product.env, ...env },
  });
  const steps = [...output.matchAll(/^== (.*)$/gm)].map((match) => match[1]);
  return { code, output, steps };
}
const migrate = (...parameters: readonly string[]) => script('db-migrate.sh', parameters);
const seed = (...parameters: readonly string[]) => script('db-seed.sh', parameters);
const says = (text: string) => expect.stringContaining(text) as string;
const migrated = 'Migrations and Row-Level Security';
const admin = (text: string) => query(product.server.adminUrl(product.database), text);

test('shellcheck has nothing to say', async () => {
  const files = ['db-migrate.sh', 'db-seed.sh', 'lib/db.sh'].map((name) => join(scripts, name));
  expect(await run('shellcheck', ['--external-sources', ...files], { folder: scripts })).toEqual({
    code: 0,
    output: '',
  });
});

describe.each(['db-migrate.sh', 'db-seed.sh'])('%s called wrongly', (name) => {
  test.each([[[]], [['prod']], [['production', '--nonsense']], [['staging', '--scale', '3']]])(
    '%j ends with 2',
    async (parameters) => {
      expect(await script(name, parameters)).toEqual({
        code: 2,
        steps: [],
        output: says(`Usage: ${name} development|staging|production`),
      });
    },
  );
});

describe('production, from empty to seeded', () => {
  test('is not seeded before it is migrated; a dry run changes nothing', async () => {
    expect(await seed('production')).toMatchObject({
      code: 1,
      steps: [],
      output: says('Migrations are pending: run db-migrate.sh production first'),
    });
    expect(await migrate('production', '--dry-run')).toMatchObject({
      code: 0,
      steps: ['What is pending'],
    });
    expect(await admin(`select to_regclass('projects') as t`)).toEqual([{ t: null }]);
  });

  test('is migrated and checked; there is nothing to be backed up yet', async () => {
    expect(await migrate('production')).toMatchObject({
      code: 0,
      steps: [migrated, 'Isolation', 'Status'],
      output: says('Marked as production'),
    });
    expect(await migrate('production', '--no-check')).toMatchObject({
      code: 0,
      steps: ['Status'],
      output: says('Everything is applied.'),
    });
  });

  test('is seeded with reference data, by the login of staff', async () => {
    const provisioned = await product.does('db:provision');
    takeOver(product, provisioned);
    expect(await seed('production')).toMatchObject({ code: 0, steps: ['Seeds'] });
    expect(await admin('select count(*)::int > 0 as there from permissions')).toEqual([
      { there: true },
    ]);
    expect(await admin('select from organizations')).toHaveLength(0);
  });

  test('is nothing else: the scripts of another environment refuse it', async () => {
    for (const name of ['db-migrate.sh', 'db-seed.sh']) {
      expect(await script(name, ['staging'])).toMatchObject({
        code: 3,
        steps: [],
        output: says('The database is marked production, not staging. Nothing was changed.'),
      });
    }
  });

  test('is backed up before it is changed; when that fails, it is not changed', async () => {
    const isOpen = () =>
      admin(`select count(*)::int as policies from pg_policy where polname = 'superadmin_all'
               and polrelid = 'projects'::regclass`);
    await admin('drop policy superadmin_all on projects');
    const fails = '[ "$1" = --version ] && exec "$real" "$@"; exit 1';
    const { path, folder } = await fakeProgram('pg_dump', '/usr/bin/pg_dump', fails);
    const failed = await script('db-migrate.sh', ['production'], { PATH: path });
    await rm(folder, { recursive: true });
    expect(failed).toMatchObject({
      code: 1,
      steps: [migrated],
      output: says('Nothing was migrated: production is backed up first.'),
    });
    expect(await isOpen()).toEqual([{ policies: 0 }]);

    const done = await migrate('production');
    expect(done).toMatchObject({ code: 0, steps: [migrated, 'Isolation', 'Status'] });
    expect(await isOpen()).toEqual([{ policies: 1 }]);
    const [, file = ''] = /verified: (.*\.dump)/.exec(done.output) ?? [];
    expect(file.startsWith(backups)).toBe(true);

    await admin('drop policy superadmin_all on projects');
    expect(await migrate('production', '--no-backup')).toMatchObject({
      code: 0,
      steps: [migrated, 'Isolation', 'Status'],
    });
    await removeBackup(file);
  });
});

/** The dump and what lies beside it. */
async function removeBackup(file: string): Promise<void> {
  if (!file.startsWith(backups)) return;
  for (const path of [file, `${file}.json`, file.replace(/\.dump$/, '.json')]) {
    await rm(path, { force: true, recursive: true });
  }
}
