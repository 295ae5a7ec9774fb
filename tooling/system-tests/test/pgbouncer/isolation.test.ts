import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '@startkit/database';
import { createTestDatabase, type TestDatabase } from '@startkit/database/testing';
import { startThrowawayPostgres } from '@startkit/local-postgres';
import { contextEncoder, parseContextSecret } from '@startkit/tenancy';
import { startDebianPostgres } from '../../src/debian-postgres.ts';
import { watchBackends } from '../../src/load/backends.ts';
import { runLoad } from '../../src/load/run-load.ts';
import { countForeignAtSessionLevel } from '../../src/load/session-level.ts';
import { countMisplaced, makeTenants } from '../../src/load/tenants.ts';
import { pgbouncers, startPgbouncer, type Pgbouncer } from '../../src/pgbouncer.ts';
import { query } from '../../src/query.ts';
import type { Server } from '../../src/server.ts';
import { progressLog } from '../../src/load/progress.ts';

const statements = Number(process.env['STARTKIT_SOAK_STATEMENTS'] ?? 5000);
const isSoak = process.env['STARTKIT_SOAK_STATEMENTS'] !== undefined;
const tenantCount = 200;
const poolSize = 10;
/** More connections than the pooler has: each statement may run on any of its server connections. */
const clientConnections = 50;
const kills = 10;

const servers = { 18: startThrowawayPostgres, 15: startDebianPostgres } as const;
const pairs = ([18, 15] as const).flatMap((major) =>
  (['1.24', '1.18'] as const).map((version) => ({ major, version })),
);

describe.each(pairs)('PgBouncer $version in front of PostgreSQL $major', ({ major, version }) => {
  let server: Server;
  let pooler: Pgbouncer;
  let owner: TestDatabase;
  let database: Database;
  let tenants: readonly string[];
  let appUrl: string;

  beforeAll(async () => {
    server = await servers[major]();
    owner = await createTestDatabase({ server: server.adminUrl() });
    const { app, portal, superadmin, contextSecret } = owner.urls!;
    pooler = await startPgbouncer({
      binary: pgbouncers[version],
      serverPort: server.port,
      urls: [app, portal, superadmin],
      poolSize,
    });
    appUrl = pooler.through(app);
    database = createDatabase({
      app: appUrl,
      portal: pooler.through(portal),
      superadmin: pooler.through(superadmin),
      contextSecret,
      max: clientConnections,
    });
    tenants = await makeTenants(database.superadminDb, tenantCount);
  });
  afterAll(async () => {
    await database?.close();
    await pooler?.stop();
    await owner?.close();
    await server?.stop();
  });

  test('is that version, in front of that server', async () => {
    const name = new URL(appUrl).pathname.slice(1);
    const [row] = await query<{ major: number; login: string }>(
      server.adminUrl(name),
      `select current_setting('server_version_num')::int / 10000 as major`,
    );
    expect(row?.major).toBe(major);
    expect(await pooler.version()).toContain(`PgBouncer ${version}.`);
  });

  test(
    `${tenantCount} tenants, ${statements} statements, errors and killed connections: no foreign row`,
    { timeout: 60_000 + statements * 10 },
    async () => {
      const { pathname, username } = new URL(owner.urls!.app);
      const backends = await watchBackends(server.adminUrl(pathname.slice(1)), username);
      const log = progressLog(isSoak ? statements : Infinity);
      let nextKill = statements / kills;
      const report = await runLoad({
        db: database.db,
        tenants,
        statements,
        tolerated: ['CONNECTION_LOST'],
        onProgress: (sent) => {
          log(sent);
          if (sent < nextKill) return;
          nextKill += statements / kills;
          backends.killOne();
        },
      });
      const atOnce = await backends.stop();
      console.log(`PgBouncer ${version}, PostgreSQL ${major}:`, { ...report, atOnce });
      expect(report.surprises).toEqual([]);
      expect(report.foreign).toBe(0);
      expect(report.rows).toBeGreaterThan(statements / 2);
      // One that was killed may still be there when the pooler has its successor.
      expect(atOnce).toBeLessThanOrEqual(poolSize + 1);
      expect(atOnce).toBeGreaterThan(1);
      expect(await countMisplaced(database.superadminDb, tenantCount)).toBe(0);
    },
  );

  test('the same by session-level settings serves other tenants’ rows: the test can tell', async () => {
    const encode = contextEncoder('startkit_app', parseContextSecret(owner.urls!.contextSecret));
    const contexts = tenants.slice(0, 50).map((organizationId) => {
      const nobody = { userId: null, portalUserId: null, isSuperadmin: false };
      return [organizationId, encode({ organizationId, ...nobody })] as const;
    });
    const foreign = await countForeignAtSessionLevel({
      url: appUrl,
      contexts: new Map(contexts),
      readsEach: 20,
    });
    expect(foreign).toBeGreaterThan(0);
  });
});
