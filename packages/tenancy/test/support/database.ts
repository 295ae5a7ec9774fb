import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { TenantClient, type Driver, type TenantClientOptions } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { pglite } from '../../src/pglite.ts';
import { postgresJs } from '../../src/postgres-js.ts';
import { runSql } from './run-sql.ts';
import { createRoles, secret, setupSql } from './schema.ts';

export interface TestDatabase {
  /** A driver that connects as the app login. */
  driver(): Driver;
  client(options?: TenantClientOptions): TenantClient;
  /** Runs SQL as the superuser, beside the client. */
  admin(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export type ServerDriver = 'node-postgres' | 'postgres-js';

/** One on the real server. */
export interface ServerDatabase extends TestDatabase {
  /** The app login's address. */
  readonly url: string;
  readonly adminUrl: string;
  /** @param connectionString a way to it that leads through something else. */
  driver(connectionString?: string): Driver;
}

let databases = 0;

/** A database of its own on the real server, with the app login `app_login`. */
export async function serverDatabase(
  kind: ServerDriver,
  setup = setupSql,
): Promise<ServerDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${process.pid}_${(databases += 1)}_${Date.now()}`;
  await runSql(serverUrl, `create database ${name}`);
  const adminUrl = withDatabase(serverUrl, name);
  await runSql(
    serverUrl,
    `select pg_advisory_lock(1); ${createRoles}
    do $$ begin create role app_login login password 'app' in role startkit_app;
    exception when duplicate_object then end $$; select pg_advisory_unlock(1)`,
  );
  await runSql(adminUrl, `revoke temporary on database ${name} from public; ${setup}`);
  const url = Object.assign(new URL(adminUrl), {
    username: 'app_login',
    password: 'app',
  }).toString();
  const make = kind === 'node-postgres' ? nodePostgres : postgresJs;
  const driver = (connectionString = url) => make({ connectionString });
  return {
    url,
    adminUrl,
    driver,
    client: (options) => new TenantClient(driver(), { secret, ...options }),
    admin: (sql) => runSql(adminUrl, sql),
    close: () => runSql(serverUrl, `drop database ${name} with (force)`).then(() => {}),
  };
}

/** A database in this process, where units assume the app role. */
export async function inProcessDatabase(setup = setupSql): Promise<TestDatabase> {
  const instance = await PGlite.create();
  await instance.exec(`${createRoles}\n${setup}`);
  const driver = () => pglite(instance, { role: 'startkit_app' });
  return {
    driver,
    client: (options) => new TenantClient(driver(), { secret, ...options }),
    admin: async (sql) => (await instance.query<Record<string, unknown>>(sql)).rows,
    close: () => instance.close(),
  };
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}
