import { describe, expect, test } from 'vitest';
import { users } from '../../src/schema/index.ts';
import { withConnection } from '../../src/seed/connection.ts';
import { seed } from '../../src/seed/index.ts';
import { createStaging, loadThrough } from '../../src/seed/scale/staging.ts';
import { withSeedDatabase } from './seed-database.ts';

describe('generated organizations', () => {
  test('are added once, and continue where a smaller run ended', () =>
    withSeedDatabase(async (database) => {
      const first = await seed({ ...database, scale: 10 });
      expect(await database.rowsOf('organizations')).toBe(16);
      expect(first.scale).toMatchObject({ organizations: 10 });
      expect(first.scale!.rows).toBeGreaterThan(500);
      expect(first.scale!.rowsPerSecond).toBe(Math.round(first.scale!.rows / first.scale!.seconds));

      const before = await database.checksums();
      const again = await seed({ ...database, scale: 10 });
      expect(again.tables.filter(({ inserted }) => inserted > 0)).toEqual([]);
      expect(again.tables.map(({ existing }) => existing)).toEqual(
        first.tables.map(({ inserted }) => inserted),
      );
      expect(await database.checksums()).toEqual(before);

      await seed({ ...database, scale: 12 });
      expect(await database.rowsOf('organizations')).toBe(18);
    }));

  test('each have members with one owner, settings, a subscription, projects and audit entries', () =>
    withSeedDatabase(async (database) => {
      await seed({ ...database, scale: 60 });
      const [odd] = await database.admin`
      select count(*)::int as organizations from organizations o
       where o.slug not in ('demo', 'enterprise', 'startup', 'well-crafted')
         and (1 <> (select count(*) from organization_members m where m.organization_id = o.id and role = 'owner')
          or 1 <> (select count(*) from organization_settings s where s.organization_id = o.id)
          or 1 <> (select count(*) from subscriptions s where s.organization_id = o.id)
          or not exists (select from projects p where p.organization_id = o.id)
          or not exists (select from audit_logs a where a.organization_id = o.id and user_id is not null))`;
      expect(odd).toEqual({ organizations: 0 });
      expect(await database.rowsOf('organizations')).toBe(66);
    }));

  test('show lines of progress where there is no terminal', () =>
    withSeedDatabase(async (database) => {
      const lines: string[] = [];
      await seed({ ...database, scale: 2, log: (line) => lines.push(line) });
      expect(lines).toEqual([expect.stringMatching(/^organizations 2\/2 {2}\d+ rows\/s$/)]);
    }));
});

describe('a login without the rights', () => {
  test('to make temporary tables is told the grant, and the demo is kept', () =>
    withSeedDatabase(async (database) => {
      const attempt = seed({ ...database, scale: 1, migrationUrl: database.superadminUrl });
      await expect(attempt).rejects.toMatchObject({
        code: 'PRIVILEGE_MISSING',
        message: expect.stringMatching(
          /grant temporary on database "startkit_test_\w+" to "startkit_superadmin_login"/,
        ),
      });
      expect(await database.rowsOf('organizations')).toBe(6);
    }));

  test('of startkit_superadmin is told so', () =>
    withSeedDatabase(async (database) => {
      await database.admin.unsafe(
        `grant temporary on database ${database.name} to startkit_app_login`,
      );
      const attempt = seed({ ...database, scale: 1, migrationUrl: database.appUrl });
      await expect(attempt).rejects.toMatchObject({
        code: 'PRIVILEGE_MISSING',
        message: expect.stringContaining('startkit_superadmin'),
      });
      expect(await database.rowsOf('organizations')).toBe(6);
    }));
});

describe('staging', () => {
  const id = '00000000-0000-7000-8000-000000000001';

  test('keeps every character, and NULL apart from text that looks like it', () =>
    withSeedDatabase(async (database) => {
      const name = 'tab\t newline\n return\r backslash\\ \\N \\. "quote" ünïcode 🍷';
      const rows = [{ id, email: 'a@b.example', name, avatarUrl: null, deletedAt: new Date(0) }];
      const count = await withConnection(database.migrationUrl, async ({ sql, transaction }) => {
        const staging = await createStaging(sql, users, Object.keys(rows[0]!));
        return transaction(() => loadThrough(staging, sql, rows));
      });
      expect(count).toEqual({ table: 'users', inserted: 1, existing: 0 });
      const [row] = await database.admin`select name, avatar_url, deleted_at from users`;
      expect(row).toEqual({ name, avatar_url: null, deleted_at: new Date(0) });
    }));

  test('a COPY that the server refuses is an error, not a wait without end', () =>
    withSeedDatabase(async (database) => {
      const attempt = withConnection(database.migrationUrl, async ({ sql, transaction }) => {
        const staging = await createStaging(sql, users, ['id', 'email', 'name']);
        const wider = { ...staging, keys: [...staging.keys, 'avatarUrl'] };
        return transaction(() =>
          loadThrough(wider, sql, [{ id, email: 'a@b.example', name: 'A' }]),
        );
      });
      await expect(attempt).rejects.toThrow('current transaction is aborted');
      expect(await database.rowsOf('users')).toBe(0);
    }));

  test('a value that does not fit its column is named', () =>
    withSeedDatabase(async (database) => {
      const attempt = withConnection(database.migrationUrl, async ({ sql, transaction }) => {
        const staging = await createStaging(sql, users, ['id', 'email', 'name']);
        const row = { id: 'nobody', email: 'a@b.example', name: 'A' };
        return transaction(() => loadThrough(staging, sql, [row]));
      });
      await expect(attempt).rejects.toThrow('invalid input syntax for type uuid: "nobody"');
    }));
});
