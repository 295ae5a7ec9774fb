import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksums } from '../../src/checksum.ts';
import { debianMajor, startDebianPostgres } from '../../src/debian-postgres.ts';
import { pnpm } from '../../src/pnpm.ts';
import { query } from '../../src/query.ts';
import type { Server } from '../../src/server.ts';

const database = 'product';

describe(`the db scripts on PostgreSQL ${debianMajor}, as a login that owns the database and creates roles`, () => {
  let server: Server;
  let env: Record<string, string>;

  const script = async (name: string, ...parameters: string[]) => {
    const result = await pnpm(name, parameters, env);
    expect(result).toMatchObject({ code: 0 });
    return result.output;
  };

  beforeAll(async () => {
    server = await startDebianPostgres();
    const admin = server.adminUrl();
    await query(admin, `create role startkit_migrator login createrole password 'migrator'`);
    await query(admin, `create database ${database} owner startkit_migrator`);
    const url = Object.assign(new URL(server.adminUrl(database)), {
      username: 'startkit_migrator',
      password: 'migrator',
    });
    env = {
      DATABASE_URL: '',
      PORTAL_DATABASE_URL: '',
      SUPERADMIN_DATABASE_URL: '',
      BACKUP_DATABASE_URL: '',
      NODE_ENV: '',
      MIGRATION_DATABASE_URL: url.toString(),
    };
  });
  afterAll(() => server.stop());

  test('migrate, provision, apply-rls, seed and status', async () => {
    expect((await pnpm('db:status', [], env)).code).toBe(1);
    await script('db:migrate');
    const provisioned = await script('db:provision');
    for (const [, name, url] of provisioned.matchAll(/^([A-Z_]+)=(\S+)$/gm)) env[name!] = url!;
    expect(Object.values(env).filter((value) => value.startsWith('postgres://'))).toHaveLength(5);
    await script('db:apply-rls');
    await script('db:seed');
    await script('db:status');
  });

  test('no login of the kit is a superuser, bypasses row security or replicates', async () => {
    const roles = await query(
      server.adminUrl(),
      `select rolname from pg_roles where rolname like 'startkit%'
       and (rolsuper or rolbypassrls or rolreplication)`,
    );
    expect(roles).toEqual([]);
  });

  test('a second run changes nothing: not the catalogs, not a row', async () => {
    const before = await checksums(server.adminUrl(database));
    expect(before['rows of projects']).not.toMatch(/^0 /);
    for (const name of ['db:migrate', 'db:provision', 'db:apply-rls', 'db:seed', 'db:status']) {
      await script(name);
    }
    expect(await checksums(server.adminUrl(database))).toEqual(before);
  });

  test('a change by hand shows in the checksums, and apply-rls mends it', async () => {
    const url = server.adminUrl(database);
    const before = await checksums(url);
    await query(url, 'alter table projects no force row level security');
    expect((await checksums(url))['relations']).not.toBe(before['relations']);
    expect((await pnpm('db:status', [], env)).code).toBe(1);
    await script('db:apply-rls');
    await script('db:status');
    expect((await checksums(url))['relations']).toBe(before['relations']);
  });
});
