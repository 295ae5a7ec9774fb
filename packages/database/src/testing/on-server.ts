import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { createDatabase } from '../clients/create-database.ts';
import { connectionNames, connections, type ConnectionName } from '../environment/connections.ts';
import { provisionContextKey } from '../environment/provision/context-key.ts';
import { provision } from '../environment/provision/provision.ts';
import { migrate } from '../migrations/migrate.ts';
import { seed } from '../seed/index.ts';
import { templateFingerprint } from './fingerprint.ts';
import { testContextSecret } from './context-secret.ts';
import type { TestDatabase } from './test-database.ts';

/** Connection strings of the real logins, and what contexts are signed with. */
export type TestUrls = Readonly<Record<ConnectionName | 'contextSecret', string>>;

/** The password of every login that tests make, on a server that is thrown away. */
const password = 'startkit-test';
const migrator = connections.migration.login;

/** A clone of the template database, with the logins that production has. */
export async function serverDatabase(server: string, seeded: boolean): Promise<TestDatabase> {
  const template = `startkit_template_${templateFingerprint(seeded)}`;
  const name = `startkit_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server, async (sql) => {
    await sql.unsafe('select pg_advisory_lock(7368)');
    await makeTemplate(sql, server, template, seeded);
    await sql.unsafe(`create database ${name} template ${template} owner ${migrator}`);
    // The rights on a database are not cloned.
    await sql.unsafe(`revoke temporary on database ${name} from public`);
  });
  const urls = urlsOf(server, name);
  const database = createDatabase(urls);
  return {
    ...database,
    urls,
    close: async () => {
      await database.close();
      await asAdmin(server, (sql) => sql.unsafe(`drop database ${name} with (force)`));
    },
  };
}

/** Made under another name first: a template that exists is complete. */
async function makeTemplate(
  sql: postgres.Sql,
  server: string,
  template: string,
  seeded: boolean,
): Promise<void> {
  const [existing] = await sql`select from pg_database where datname = ${template}`;
  if (existing) return;
  const draft = `${template}_draft`;
  await sql.unsafe(`drop database if exists ${draft} with (force)`);
  await sql.unsafe(`do $$ begin
    create role ${migrator} login nosuperuser nobypassrls createrole createdb password '${password}';
    exception when duplicate_object then end $$`);
  await sql.unsafe(`create database ${draft} owner ${migrator}`);
  const urls = urlsOf(server, draft);
  await migrate({ url: urls.migration });
  await provision({ url: urls.migration, passwordOf: () => password });
  await provisionContextKey({ url: urls.migration, secret: testContextSecret });
  if (seeded) await seed({ superadminUrl: urls.superadmin, migrationUrl: urls.migration });
  await sql.unsafe(`alter database ${draft} rename to ${template}`);
}

function urlsOf(server: string, name: string): TestUrls {
  const url = (connection: ConnectionName) =>
    Object.assign(new URL(server), {
      username: connections[connection].login,
      password,
      pathname: `/${name}`,
    }).toString();
  const urls = connectionNames.map((connection) => [connection, url(connection)]);
  return { ...Object.fromEntries(urls), contextSecret: testContextSecret } as TestUrls;
}

async function asAdmin(
  server: string,
  fn: (sql: postgres.Sql) => PromiseLike<unknown>,
): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await fn(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
