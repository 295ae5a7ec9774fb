import { type Database } from '../clients/create-database.ts';
import { useDatabase } from '../clients/default-database.ts';
import { inProcessDatabase } from './in-process.ts';
import { serverDatabase, type TestUrls } from './on-server.ts';

export interface TestDatabaseOptions {
  /**
   * Connection string of a superuser of a real server. The database is cloned there from a template that
   * the first caller migrates, with real logins. Left out: an in-process PGlite.
   */
  readonly server?: string;
  /** Seeds the demo data. Default false. */
  readonly seed?: boolean;
  /** Makes it what the global `db` and `superadminDb` stand for, until it is closed. Default false. */
  readonly install?: boolean;
}

export interface TestDatabase extends Database {
  /** Connection strings of the logins; on a real server only. */
  readonly urls: TestUrls | undefined;
}

/**
 * A migrated database of the kit's schema, of the caller's own. In-process, units assume the app role of
 * a superuser session: good for testing services, while tests of isolation belong on a real server.
 *
 * @throws OperationError when the migrations fail.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { server, seed = false, install = false } = options;
  const database =
    server === undefined ? await inProcessDatabase(seed) : await serverDatabase(server, seed);
  if (!install) return database;
  useDatabase(database);
  return {
    ...database,
    close: async () => {
      useDatabase(undefined);
      await database.close();
    },
  };
}
