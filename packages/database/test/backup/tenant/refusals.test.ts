import { readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportTenant } from '../../../src/backup/tenant/export/export-tenant.ts';
import { importTenant } from '../../../src/backup/tenant/import/import-tenant.ts';
import type { ImportOptions } from '../../../src/backup/tenant/import/options.ts';
import type { Header } from '../../../src/backup/tenant/file/lines.ts';
import { query } from '../../migrations/support/database.ts';
import { othersSums, type Sums } from '../support/sums.ts';
import { makeFolder, openDatabase, organizationId, type Moved } from '../support/two-databases.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const folder = makeFolder();
const file = folder.path('acme.gz');
let from: Moved;
let into: Moved;
let before: Sums;

beforeAll(async () => {
  from = await openDatabase(true);
  into = await openDatabase(true);
  await exportTenant({ url: from.urls.backup, slug: 'acme-corp', output: file });
  await into.admin.unsafe(`
    set session_replication_role = replica; delete from organizations where slug = 'acme-corp';
    do $$ declare t text; begin
      for t in select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'superadmin_audit_logs' loop
        execute format('delete from %s where organization_id not in (select id from organizations)', t);
      end loop; end $$;
    reset session_replication_role`);
});
afterAll(async () => {
  folder.remove();
  await from.close();
  await into.close();
});
beforeEach(async () => {
  before = await othersSums(into, nobody);
});

const importing = (options: Partial<ImportOptions> = {}) =>
  importTenant({ url: into.urls.migration, file, ...options });
const unchanged = async () => expect(await othersSums(into, nobody)).toEqual(before);

/** The file with other lines, and, unless it is to be noticed, an end that fits them. */
async function altered(change: (lines: string[]) => string[], { sealed = true } = {}) {
  const lines = gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const changed = change(lines);
  if (sealed) {
    const end = JSON.parse(changed.at(-1)!) as { end: { sha256: string } };
    const hash = createHash('sha256').update(
      changed
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(''),
    );
    end.end.sha256 = hash.digest('hex');
    changed[changed.length - 1] = JSON.stringify(end);
  }
  const path = folder.path('altered.gz');
  await writeFile(path, gzipSync(`${changed.join('\n')}\n`));
  return path;
}

const replaced = (lines: string[], text: string | RegExp, by: string) =>
  lines.map((line) => line.replace(text, by));

describe('a file that is not whole is refused', () => {
  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'cut off in the middle',
      async () => {
        const path = folder.path('cut.gz');
        await writeFile(path, (await readFile(file)).subarray(0, 1500));
        return path;
      },
      /cannot be read \(unexpected end of file\)/,
    ],
    [
      'without its end',
      () => altered((lines) => lines.slice(0, -1), { sealed: false }),
      /ends too early/,
    ],
    [
      'with another value',
      () =>
        altered((lines) => replaced(lines, 'Website relaunch', 'Website relaunch!'), {
          sealed: false,
        }),
      /its digest is another one/,
    ],
    [
      'without one of its rows',
      () => altered((lines) => lines.filter((line) => !line.includes('Fax gateway'))),
      /says 6 rows of public\.projects, and holds 5/,
    ],
    [
      'that goes on',
      () => altered((lines) => [...lines, '{"more":1}'], { sealed: false }),
      /goes on behind its end/,
    ],
    [
      'with a row of another tenant',
      async () => {
        const other = await organizationId(from, 'tech-startup-inc');
        return altered((lines) =>
          lines.map((line) =>
            line.includes('Fax gateway')
              ? line.replace(/"organization_id":"[^"]+"/, `"organization_id":"${other}"`)
              : line,
          ),
        );
      },
      /rows of public\.projects that are another tenant's/,
    ],
    [
      'with a row of a table that is none of a tenant’s',
      () =>
        altered((lines) =>
          replaced(lines, '"name":"public.projects"', '"name":"public.roles"').map((line) =>
            line.replace('{"table":"public.projects"', '{"table":"public.roles"'),
          ),
        ),
      /public\.roles is not here, or is not a tenant's/,
    ],
    [
      'with a name that is SQL',
      () =>
        altered((lines) =>
          replaced(
            lines,
            '{"name":"status","type":"text"}',
            '{"name":"status\\" = null; drop table projects; --","type":"text"}',
          ),
        ),
      /is not here/,
    ],
  ])('%s', async (_, make, message) => {
    await expect(importing({ file: await make() })).rejects.toMatchObject({
      name: 'OperationError',
      message: expect.stringMatching(message),
    });
    await unchanged();
  });
});

describe('another schema', () => {
  test('that lacks a column of the file, or has another type, does not fit', async () => {
    await query(
      into.urls.migration,
      'alter table projects drop column description; alter table notifications alter title type varchar(500)',
    );
    await expect(importing()).rejects.toMatchObject({
      code: 'CONFLICTS',
      message: expect.stringMatching(
        /title is character varying\(500\) here, and text.*\n.*description is not here/,
      ),
    });
    await query(
      into.urls.migration,
      'alter table projects add column description text; alter table notifications alter title type text',
    );
  });

  test('that has more may have it: what may be left out is', async () => {
    await query(
      into.urls.migration,
      `alter table projects add column color text not null default 'red'`,
    );
    await importing({ dryRun: true });
    await query(into.urls.migration, 'alter table projects alter color drop default');
    await expect(importing()).rejects.toMatchObject({
      message: expect.stringContaining('projects.color is not in the file, and must not be NULL'),
    });
    await query(into.urls.migration, 'alter table projects drop column color');
  });
});

describe('a trigger', () => {
  const trigger = (name: string, timing: string, body: string) => `
    create function ${name}() returns trigger language plpgsql as $$ begin ${body} end $$;
    create trigger ${name} ${timing} insert on projects for each row execute function ${name}()`;

  test.each([
    [
      'that changes what is written',
      trigger('shout', 'before', `new.name := upper(new.name); return new;`),
      'public.projects',
    ],
    [
      'that writes a row of its own',
      trigger(
        'note',
        'after',
        `insert into notifications (organization_id, user_id, kind, title)
         select new.organization_id, user_id, 'note', new.name from organization_members where organization_id = new.organization_id limit 1; return null;`,
      ),
      'public.notifications',
    ],
  ])('%s is noticed; without triggers the import is exact', async (_, make, table) => {
    const name = /function (\w+)/.exec(make)![1]!;
    await query(into.urls.migration, `${make}; alter table projects enable always trigger ${name}`);
    try {
      before = await othersSums(into, nobody);
      await expect(importing()).rejects.toMatchObject({
        code: 'VERIFICATION_FAILED',
        message: expect.stringContaining(`The rows of ${table} are not those of the file`),
      });
      await unchanged();
      await importing({ disableTriggers: true, dryRun: true });
      await unchanged();
      const [modes] = await query(
        into.urls.migration,
        `select string_agg(distinct tgenabled::text, '') filter (where tgname = '${name}') as own,
                string_agg(distinct tgenabled::text, '') filter (where tgname <> '${name}' and not tgisinternal) as others from pg_trigger`,
      );
      expect(modes).toEqual({ own: 'A', others: 'O' });
    } finally {
      await query(into.urls.migration, `drop function ${name} cascade`);
    }
  });
});

test('what the database refuses is said in its words, and nothing is written', async () => {
  await query(
    into.urls.migration,
    `alter table projects add constraint no_fax check (name <> 'Fax gateway')`,
  );
  await expect(importing()).rejects.toMatchObject({
    code: 'CONFLICTS',
    message: expect.stringContaining('violates check constraint "no_fax"'),
  });
  await unchanged();
  await query(into.urls.migration, 'alter table projects drop constraint no_fax');
});

test('a login that does not see every row, or is the application’s, is refused', async () => {
  for (const url of [into.urls.app, into.urls.superadmin]) {
    await expect(importing({ url })).rejects.toMatchObject({ code: 'PRIVILEGE_MISSING' });
  }
  await expect(
    exportTenant({ url: from.urls.app, slug: 'acme-corp', output: folder.path('x.gz') }),
  ).rejects.toMatchObject({
    code: 'PRIVILEGE_MISSING',
    message: expect.stringContaining('public.projects: its policies hide rows'),
  });
});

test('a file that is there is not written over', async () => {
  await expect(
    exportTenant({ url: from.urls.backup, slug: 'acme-corp', output: file }),
  ).rejects.toMatchObject({ code: 'REFUSED' });
});

test('a dry run does all of it and changes nothing; then it is done', async () => {
  expect(await importing({ dryRun: true })).toMatchObject({ tenant: { slug: 'acme-corp' } });
  await unchanged();
  await importing();
  expect(await organizationId(into, 'acme-corp')).toBe(await organizationId(from, 'acme-corp'));
});

test('whoever is made of a file is nobody’s superadmin and has no Clerk id, whatever the file says', async () => {
  const path = await altered(([header, ...lines]) => {
    const changed = JSON.parse(header!) as Header;
    const users = changed.references.find(({ name }) => name === 'public.users')!;
    users.row.push({ name: 'is_superadmin', type: 'boolean' }, { name: 'clerk_id', type: 'text' });
    const mallory = '"is_superadmin":"t","clerk_id":"user_mallory",';
    return [
      JSON.stringify(changed),
      ...replaced(lines, /("reference":"public\.users".*"row":\{)/, `$1${mallory}`).map((line) =>
        line.replaceAll('victor@example.com', 'mallory@example.com'),
      ),
    ];
  });
  await importing({ file: path, createPeople: true, newIds: true, slug: 'mallory-inc' });
  const people = await into.admin`
    select email, clerk_id, is_superadmin from users where email like 'mallory%' or clerk_id is not null`;
  expect([...people]).toEqual([
    { email: 'mallory@example.com', clerk_id: null, is_superadmin: false },
  ]);
});
