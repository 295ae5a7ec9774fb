import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startThrowawayPostgres } from '@startkit/local-postgres';
import { getTableName } from 'drizzle-orm';
import postgres from 'postgres';
import { tables } from '../schema/tables.ts';

/** A migrated database whose superadmin role sees and writes all rows, and where nobody else does. */
export interface SeedDatabase {
  readonly superadminUrl: string;
  readonly migrationUrl: string;
  /** A login that may read and write every table as far as grants go, but that no policy lets in. */
  readonly strangerUrl: string;
  /** As the server's superuser; two connections. */
  readonly admin: postgres.Sql;
  /** One hash a table that has rows, over all of them. */
  checksums(): Promise<Readonly<Record<string, string>>>;
  rowsOf(table: string): Promise<number>;
}

export interface SeedServer {
  database(): Promise<SeedDatabase>;
  stop(): Promise<void>;
}

const template = 'template_kit';
const password = randomBytes(12).toString('hex');
const logins = ['startkit_superadmin_login', 'startkit_migrator', 'stranger'] as const;

/** A server of its own, from whose template each database is cloned. */
export async function startSeedServer(): Promise<SeedServer> {
  const server = await startThrowawayPostgres();
  const admin = connect(server.adminUrl());
  const open: postgres.Sql[] = [admin];
  await createRoles(admin);
  await admin.unsafe(`create database ${template} owner startkit_migrator`);
  const migrator = connect(server.url('startkit_migrator', password, template));
  await migrator.unsafe(tablesSql()).simple();
  await migrator.end();
  let number = 0;
  return {
    async database() {
      const name = `kit_${++number}`;
      await admin.unsafe(`create database ${name} template ${template} owner startkit_migrator`);
      await admin.unsafe(`revoke temporary on database ${name} from public`);
      const sql = connect(server.adminUrl(name));
      open.push(sql);
      const url = (login: (typeof logins)[number]) => server.url(login, password, name);
      return {
        superadminUrl: url('startkit_superadmin_login'),
        migrationUrl: url('startkit_migrator'),
        strangerUrl: url('stranger'),
        admin: sql,
        checksums: () => checksums(sql),
        rowsOf: (table) => rowsOf(sql, table),
      };
    },
    async stop() {
      await Promise.all(open.map((sql) => sql.end({ timeout: 1 })));
      await server.stop();
    },
  };
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 2, onnotice: () => undefined });
}

async function createRoles(admin: postgres.Sql): Promise<void> {
  await admin.unsafe('create role startkit_superadmin nologin');
  for (const login of logins) {
    await admin.unsafe(`create role ${login} login password '${password}'`);
  }
  await admin.unsafe('grant startkit_superadmin to startkit_superadmin_login, startkit_migrator');
}

/** The tables of the migrations, without their roles and functions, and a policy that lets superadmins in. */
function tablesSql(): string {
  const folder = join(import.meta.dirname, '../../src/migrations/sql');
  const foundation = readFileSync(join(folder, '0000_foundation.sql'), 'utf8');
  const enable = readdirSync(folder).find((name) => name.startsWith('0001_')) ?? '';
  return [
    'create schema app',
    'grant usage on schema app, public to startkit_superadmin, stranger',
    'create function app.uuid_v7() returns uuid language sql return gen_random_uuid()',
    'create function app.current_org_id() returns uuid language sql return null::uuid',
    foundation.slice(foundation.indexOf('-- Tables\n')),
    readFileSync(join(folder, enable), 'utf8'),
    ...tables.map(getTableName).flatMap((table) => [
      `create policy superadmin on ${table} to startkit_superadmin using (true) with check (true)`,
      // Not UPDATE, not DELETE: seeding only ever adds.
      `grant select, insert on ${table} to startkit_superadmin, stranger`,
    ]),
  ].join(';\n');
}

async function checksums(sql: postgres.Sql): Promise<Readonly<Record<string, string>>> {
  const sums: Record<string, string> = {};
  for (const name of tables.map(getTableName)) {
    const [row] = await sql.unsafe<{ sum: string | null }[]>(
      `select md5(string_agg(t::text, ',' order by t::text)) as sum from ${name} t`,
    );
    if (row?.sum) sums[name] = row.sum;
  }
  return sums;
}

async function rowsOf(sql: postgres.Sql, table: string): Promise<number> {
  const [row] = await sql.unsafe<{ count: number }[]>(
    `select count(*)::int as count from ${table}`,
  );
  return row?.count ?? 0;
}
