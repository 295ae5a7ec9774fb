import { readdirSync, readFileSync, statSync } from 'node:fs';
import { appendFile, copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksums } from '../../src/checksum.ts';
import { debianMajor } from '../../src/debian-postgres.ts';
import { fakeProgram } from '../../src/fake-program.ts';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { pnpm } from '../../src/pnpm.ts';
import { fillProduct, startProduct, type Product } from '../../src/product.ts';
import { query } from '../../src/query.ts';
import { run } from '../../src/run.ts';
import { until } from '../../src/until.ts';

const bin = `/usr/lib/postgresql/${debianMajor}/bin`;

let product: Product;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  folder = await makeFolder('backups', undefined);
  await fillProduct(product);
  await query(
    product.server.adminUrl(product.database),
    // A job; and what a host of Postgres has beside a product's own.
    `insert into pgboss.job (name, data) values ('projects.purge', '{"kept": true}');
     create schema auth; create table auth.users (id int)`,
  );
});
afterAll(async () => {
  await removeFolder(folder);
  await product.stop();
});

const dumps = (where: string) => readdirSync(where).filter((name) => name.endsWith('.dump'));
const newest = (where: string) => join(where, dumps(where).toSorted().at(-1)!);
const manifestOf = (dump: string) => JSON.parse(readFileSync(`${dump}.json`, 'utf8')) as Manifest;

interface Manifest {
  readonly tables: { readonly name: string; readonly rows: number; checksum: string }[];
}

/** The rows of each table but those that a dump leaves out; who wrote them is another transaction's number. */
async function rowSums(database: string, server = product.server) {
  const url = server.adminUrl(database);
  const tables = await query<{ name: string }>(
    url,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind = 'r' and nspname not like 'pg\\_%' and nspname not in ('information_schema', 'auth')
        and c.oid::regclass::text not in ('app.context_keys', 'app.rls_state') order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ sum: string }>(
      url,
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as sum from ${name} t`,
    );
    sums[name] = row!.sum;
  }
  return sums;
}

describe('a backup', () => {
  test('is a dump with a manifest that says what is in it, for its owner alone', async () => {
    const where = join(folder, 'first');
    const output = await product.does('db:backup', '--dir', where);
    expect(output).toContain('as startkit_backup_login');
    expect(output).toContain("not this database's own: auth");
    const [name] = dumps(where);
    expect(readdirSync(where).toSorted()).toEqual([name, `${name}.json`]);
    expect(statSync(where).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(where)) {
      expect(statSync(join(where, file)).mode & 0o777).toBe(0o600);
    }
    for (const { name: table, rows } of manifestOf(newest(where)).tables) {
      const [found] = await query(
        product.server.adminUrl(product.database),
        `select count(*)::int as rows from ${table}`,
      );
      expect([table, found]).toEqual([table, { rows }]);
    }
    expect(await product.does('db:backup', '--verify', newest(where))).toContain('It is whole');
  });

  test('holds no key that contexts are signed with', async () => {
    const { output } = await run(
      join(bin, 'pg_restore'),
      ['-f', '-', newest(join(folder, 'first'))],
      {
        folder,
      },
    );
    expect(output).toContain('CREATE TABLE public.projects');
    expect(output).not.toMatch(/CREATE TABLE app\.(context_keys|rls_state)/);
    const [key] = await query<{ pad: string }>(
      product.server.adminUrl(product.database),
      `select encode(inner_pad, 'hex') as pad from app.context_keys`,
    );
    expect(output).not.toContain(key!.pad);
  });

  test('of the last so many stay, and broken ones do not count', async () => {
    const where = join(folder, 'kept');
    await product.does('db:backup', '--dir', where);
    await product.does('db:backup', '--dir', where);
    const [first, second] = dumps(where).toSorted();
    await rm(join(where, `${second}.json`));
    await product.does('db:backup', '--dir', where, '--keep', '2');
    expect(dumps(where)).toContain(first);
    const output = await product.does('db:backup', '--dir', where, '--keep', '2');
    expect(output).toContain(`Removed ${join(where, first!)}`);
    expect(dumps(where)).toHaveLength(3);
    expect(await product.db('db:backup', '--dir', where, '--keep', '0')).toMatchObject({
      code: 2,
    });
  });

  test('shows no password: not in what it prints, not in the parameters of what it runs', async () => {
    const fake = await fakeProgram(
      'pg_dump',
      join(bin, 'pg_dump'),
      'echo "$@" >> $here/parameters; exec "$real" "$@"',
    );
    product.env['PATH'] = fake.path;
    const printed = await product.does('db:backup', '--dir', join(folder, 'quiet'));
    delete product.env['PATH'];
    const parameters = await readFile(join(fake.folder, 'parameters'), 'utf8');
    const { password } = new URL(product.env['BACKUP_DATABASE_URL']!);
    expect(parameters).toContain('--snapshot=');
    for (const text of [printed, parameters]) expect(text).not.toContain(password);
    await removeFolder(fake.folder);
  });

  test('is of one moment, whatever is committed while it runs', async () => {
    const fake = await fakeProgram(
      'pg_dump',
      join(bin, 'pg_dump'),
      'case "$*" in *--version*) ;; *) touch $here/started; while [ ! -e $here/go ]; do sleep 0.1; done ;; esac; exec "$real" "$@"',
    );
    const where = join(folder, 'moment');
    const admin = product.server.adminUrl(product.database);
    product.env['PATH'] = fake.path;
    const running = product.does('db:backup', '--dir', where);
    delete product.env['PATH'];
    await until('pg_dump is asked', () => readdirSync(fake.folder).includes('started'));
    await query(
      admin,
      `insert into projects (organization_id, name) select id, 'committed later' from organizations limit 1`,
    );
    await writeFile(join(fake.folder, 'go'), '');
    await running;
    await product.does('db:restore', newest(where), '--into', 'moment');
    const later = `select count(*)::int as rows from projects where name = 'committed later'`;
    expect(await query(product.server.adminUrl('moment'), later)).toEqual([{ rows: 0 }]);
    expect(await query(admin, later)).toEqual([{ rows: 1 }]);
    await removeFolder(fake.folder);
  });

  test.each([
    ['asked to end', 'SIGINT'],
    ['killed', 'SIGKILL'],
  ] as const)('that is %s leaves nothing that looks complete', async (_, signal) => {
    const fake = await fakeProgram(
      'pg_dump',
      join(bin, 'pg_dump'),
      `case "$*" in *--version*) exec "$real" "$@" ;; esac
       for p in "$@"; do case "$p" in --file=*) echo half > "\${p#--file=}" ;; esac; done
       echo $PPID > $here/parent; exec sleep 60`,
    );
    const where = join(folder, `interrupted-${signal}`);
    product.env['PATH'] = fake.path;
    const running = product.db('db:backup', '--dir', where);
    delete product.env['PATH'];
    await until('pg_dump runs', () => readdirSync(fake.folder).includes('parent'));
    process.kill(Number(await readFile(join(fake.folder, 'parent'), 'utf8')), signal);
    expect((await running).code).not.toBe(0);
    expect(dumps(where)).toEqual([]);
    if (signal === 'SIGINT') expect(readdirSync(where)).toEqual([]);
    await product.does('db:backup', '--dir', where, '--keep', '1');
    expect(dumps(where)).toHaveLength(1);
    await removeFolder(fake.folder);
  });

  test('of a table that hides rows is refused, and names it', async () => {
    const admin = product.server.adminUrl(product.database);
    await query(admin, 'alter policy backup_select on projects using (deleted_at is null)');
    await query(admin, 'create table forgotten (a int)');
    const where = join(folder, 'hidden');
    const { code, output } = await product.db('db:backup', '--dir', where);
    expect(code).toBe(1);
    expect(output).toMatch(
      /public\.forgotten: may not be read\n +public\.projects: its policies hide rows/,
    );
    await query(admin, 'drop table forgotten');
    await product.does('db:apply-rls');
  });
});

describe('a restore', () => {
  let dump: string;
  beforeAll(async () => {
    const where = join(folder, 'restore');
    await product.does('db:backup', '--dir', where);
    dump = newest(where);
  });

  test('into a new database brings back every row, with everything that db:status looks at', async () => {
    const output = await product.does('db:restore', dump, '--into', 'restored');
    expect(output).toContain('each has the rows and the checksum of the backup');
    expect(await rowSums('restored')).toEqual(await rowSums(product.database));
    const env = { ...product.env, MIGRATION_DATABASE_URL: product.url('restored') };
    expect(await pnpm('db:status', [], env)).toMatchObject({ code: 0 });
    // The secret of the environment opens the new database too.
    const [key] = await query(
      product.server.adminUrl('restored'),
      'select id from app.context_keys',
    );
    expect(key).toEqual({ id: product.env['TENANT_CONTEXT_SECRET']!.split('.')[0] });
    const url = new URL(product.env['DATABASE_URL']!);
    url.pathname = '/restored';
    expect(await query(url.toString(), 'select count(*)::int as rows from projects')).toEqual([
      { rows: 0 },
    ]);
  });

  test('into one that is not empty is refused', async () => {
    const before = await checksums(product.server.adminUrl(product.database));
    const { code, output } = await product.db('db:restore', dump);
    expect(code).toBe(1);
    expect(output).toContain('is not empty: it holds');
    expect(await checksums(product.server.adminUrl(product.database))).toEqual(before);
  });

  test('in a deployment asks for the name', async () => {
    product.env['NODE_ENV'] = 'production';
    const { code, output } = await product.db('db:restore', dump, '--into', 'other');
    product.env['NODE_ENV'] = '';
    expect(code).toBe(1);
    expect(output).toContain('Give --confirm other');
  });

  test('on another server, as another login, from nothing', async () => {
    const other = await startProduct('somebody_else');
    try {
      await other.does('db:restore', dump, '--jobs', '2');
      expect(await rowSums(other.database, other.server)).toEqual(await rowSums(product.database));
      const provisioned = await other.does('db:provision');
      const [, url] = /^DATABASE_URL=(\S+)$/m.exec(provisioned) ?? [];
      expect(await query(url!, 'select current_user as login')).toEqual([
        { login: 'startkit_app_login' },
      ]);
      await other.does('db:status');
      const roles = await query(
        other.server.adminUrl(),
        `select rolname from pg_roles where rolname like 'startkit%' and (rolsuper or rolbypassrls)`,
      );
      expect(roles).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  describe('of a file that is not whole is refused', () => {
    const copy = async (name: string) => {
      const path = join(folder, `${name}.dump`);
      await copyFile(dump, path);
      await copyFile(`${dump}.json`, `${path}.json`);
      return path;
    };
    const refused = async (path: string) => {
      const { code, output } = await product.db('db:restore', path, '--into', 'broken');
      expect(code).toBe(1);
      return output;
    };

    test('one byte is another', async () => {
      const path = await copy('damaged');
      const bytes = await readFile(path);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      await writeFile(path, bytes);
      expect(await refused(path)).toContain('is damaged: its SHA-256');
    });

    test('something is behind it', async () => {
      const path = await copy('longer');
      await appendFile(path, 'x');
      expect(await refused(path)).toMatch(/has \d+ bytes, and its manifest says/);
    });

    test('its manifest is gone', async () => {
      const path = await copy('alone');
      await rename(`${path}.json`, `${path}.gone`);
      expect(await refused(path)).toContain('has no manifest beside it');
    });

    test('what is restored is not what the manifest says', async () => {
      const path = await copy('other');
      const manifest = manifestOf(path);
      manifest.tables.find(({ name }) => name === 'public.projects')!.checksum = '1:2';
      await writeFile(`${path}.json`, JSON.stringify(manifest));
      const { code, output } = await product.db('db:restore', path, '--into', 'otherwise');
      expect(code).toBe(1);
      expect(output).toContain('public.projects has other values');
    });
  });
});
