import { getTableName } from 'drizzle-orm';
import postgres from 'postgres';
import { createTestDatabase } from '../../src/testing.ts';
import { tables } from '../schema/tables.ts';
import { testServer } from '../support/test-server.ts';

/** A migrated, empty database on the real server, with its real logins. */
export interface SeedDatabase {
  readonly name: string;
  readonly superadminUrl: string;
  readonly migrationUrl: string;
  /** The login of tenant work, which has no business with seeds. */
  readonly appUrl: string;
  /** As the server's superuser; two connections. */
  readonly admin: postgres.Sql;
  /** One hash a table that has rows, over all of them. */
  checksums(): Promise<Readonly<Record<string, string>>>;
  rowsOf(table: string): Promise<number>;
}

/** Makes a database, hands it to `work`, and drops it whatever happens. */
export async function withSeedDatabase(
  work: (database: SeedDatabase) => Promise<void>,
): Promise<void> {
  const { database, close } = await openSeedDatabase();
  try {
    await work(database);
  } finally {
    await close();
  }
}

/** The same for tests that share one: `close` drops it. */
export async function openSeedDatabase() {
  const server = testServer();
  const test = await createTestDatabase({ server });
  const { superadmin, migration, app } = test.urls!;
  const name = new URL(app).pathname.slice(1);
  const admin = postgres(server, { database: name, max: 2, onnotice: () => undefined });
  const database: SeedDatabase = {
    name,
    superadminUrl: superadmin,
    migrationUrl: migration,
    appUrl: app,
    admin,
    checksums: () => checksums(admin),
    rowsOf: (table) => rowsOf(admin, table),
  };
  return {
    database,
    close: async () => {
      await admin.end({ timeout: 1 });
      await test.close();
    },
  };
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
