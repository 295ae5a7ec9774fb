import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startThrowawayPostgres } from '@startkit/local-postgres';
import postgres from 'postgres';

/** An empty database of a real server, owned by a login that is no superuser. */
export interface TestDatabase {
  readonly name: string;
  /** As the migration login. */
  readonly url: string;
  /** As the superuser, for what an administrator or an attacker would do. */
  readonly adminUrl: string;
}

export interface TestServer {
  readonly host: string;
  readonly port: number;
  /** What the server has logged so far. */
  log(): string;
  createDatabase(): Promise<TestDatabase>;
  dropDatabase(database: TestDatabase): Promise<void>;
  stop(): Promise<void>;
}

export const migrator = 'startkit_migrator';
const password = 'a-secret-of-the-migrator';

export async function startTestServer(): Promise<TestServer> {
  const server = await startThrowawayPostgres();
  await sqlOf(server.adminUrl(), (sql) =>
    sql.unsafe(`create role ${migrator} login createrole createdb password '${password}'`),
  );
  let count = 0;
  return {
    host: server.host,
    port: server.port,
    log: () => readFileSync(join(server.directory, 'server.log'), 'utf8'),
    async createDatabase() {
      const name = `test_${(count += 1)}`;
      await sqlOf(server.adminUrl(), (sql) =>
        sql.unsafe(`create database ${name} owner ${migrator}`),
      );
      return {
        name,
        url: server.url(migrator, password, name),
        adminUrl: server.adminUrl(name),
      };
    },
    async dropDatabase({ name }) {
      await sqlOf(server.adminUrl(), (sql) => sql.unsafe(`drop database ${name} with (force)`));
    },
    stop: () => server.stop(),
  };
}

/** Runs `work` on a connection of its own. */
export async function sqlOf<T>(
  url: string,
  work: (sql: postgres.Sql) => Promise<T> | PromiseLike<T>,
): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Rows of one query, as the login of the URL. */
export function query<Row extends object = Record<string, unknown>>(
  url: string,
  text: string,
): Promise<readonly Row[]> {
  return sqlOf(url, async (sql) => [...(await sql.unsafe<Row[]>(text))]);
}
