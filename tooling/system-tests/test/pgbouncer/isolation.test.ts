import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, withTenant, type Database } from '@startkit/database';
import { createTestDatabase, type TestDatabase } from '@startkit/database/testing';
import { startThrowawayPostgres } from '@startkit/local-postgres';
import { contextEncoder, parseContextSecret } from '@startkit/tenancy';
import { startDebianPostgres } from '../../src/debian-postgres.ts';
import { countBusy, countServing } from '../../src/load/aftermath.ts';
import { watchBackends } from '../../src/load/backends.ts';
import { begunSql, countersSql, type Begun } from '../../src/load/cancels.ts';
import { endingsOf } from '../../src/load/operation.ts';
import { operations } from '../../src/load/operations.ts';
import { endingOf, runLoad, type LoadReport } from '../../src/load/run-load.ts';
import { countForeignAtSessionLevel } from '../../src/load/session-level.ts';
import { countMisplaced, makeTenants } from '../../src/load/tenants.ts';
import { pgbouncers, startPgbouncer, type Pgbouncer } from '../../src/pgbouncer.ts';
import { query } from '../../src/query.ts';
import type { Server } from '../../src/server.ts';
import { until } from '../../src/until.ts';
import { progressLog } from '../../src/load/progress.ts';

const soak = process.env['STARTKIT_SOAK_STATEMENTS'] || undefined;
const tenantCount = 200;
const poolSize = 10;
/** More connections than the pooler has: each statement may run on any of its server connections. */
const clientConnections = 50;
const kills = 10;

/** What a killed connection brings. */
const lost = 'CONNECTION_LOST';

const servers = { 18: startThrowawayPostgres, 15: startDebianPostgres } as const;
/** One of them long enough for what is rare; the others show that it is the same there. */
const pairs = [
  { major: 18, version: '1.24', standing: 100_000 },
  { major: 18, version: '1.18', standing: 5000 },
  { major: 15, version: '1.24', standing: 5000 },
  { major: 15, version: '1.18', standing: 5000 },
] as const;

describe.each(pairs)('PgBouncer $version in front of PostgreSQL $major', (pair) => {
  const { major, version, standing } = pair;
  // The older one cannot keep names.
  const namedStatements = version === '1.24';
  const statements = Number(soak ?? standing);
  let server: Server;
  let pooler: Pgbouncer;
  let owner: TestDatabase;
  let database: Database;
  let tenants: readonly string[];
  let appUrl: string;
  let adminUrl: string;
  let login: string;

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
    adminUrl = server.adminUrl(new URL(app).pathname.slice(1));
    login = new URL(app).username;
    database = createDatabase({
      app: appUrl,
      portal: pooler.through(portal),
      superadmin: pooler.through(superadmin),
      contextSecret,
      max: clientConnections,
      namedStatements,
    });
    tenants = await makeTenants(database.superadminDb, tenantCount);
    await query(adminUrl, countersSql);
  });
  afterAll(async () => {
    await database?.close();
    await pooler?.stop();
    await owner?.close();
    await server?.stop();
  });

  test('is that version, in front of that server', async () => {
    const [row] = await query<{ major: number }>(
      adminUrl,
      `select current_setting('server_version_num')::int / 10000 as major`,
    );
    expect(row?.major).toBe(major);
    expect(await pooler.version()).toContain(`PgBouncer ${version}.`);
  });

  test(
    `${tenantCount} tenants, ${statements} statements, errors, cancels and killed connections: no foreign row`,
    { timeout: 60_000 + statements * 10 },
    async () => {
      const backends = await watchBackends(adminUrl, login);
      const log = progressLog(soak ? statements : Infinity);
      let nextKill = statements / kills;
      const report = await runLoad({
        db: database.db,
        tenants,
        statements,
        tolerated: [lost],
        onProgress: (sent) => {
          log(sent);
          if (sent < nextKill) return;
          nextKill += statements / kills;
          backends.killOne();
        },
      });
      const atOnce = await backends.stop();
      const nothingRuns = async () => (await countBusy(adminUrl, login)) === 0;
      await until('no statement runs any more', nothingRuns, { patience: 3000 });
      const [begun] = await query<Begun>(adminUrl, begunSql);
      if (soak) console.log({ version, major, ...report, atOnce, ...begun });
      expect(report.surprises).toEqual([]);
      expect(report.foreign).toBe(0);
      expect(await countMisplaced(database.superadminDb, tenantCount)).toBe(0);
      expect(report.statements).toBeGreaterThanOrEqual(statements);
      expect(report.rows).toBeGreaterThan(statements / 2);
      const enough = statements / 2000;
      expect(tooRare(report, enough)).toEqual([]);
      expect(begun!.begun_before_abort).toBeGreaterThan(enough);
      expect(begun!.begun_before_timeout).toBeGreaterThan(enough);
      // Each hits one client at most. More would be connections that somebody else's cancel ended.
      expect(countLost(report)).toBeLessThanOrEqual(kills);
      // Those that were killed, or cut, may still be there when the pooler has their successors.
      expect(atOnce).toBeLessThanOrEqual(poolSize * 1.5);
      expect(atOnce).toBeGreaterThan(1);
    },
  );

  test(`its statements are ${namedStatements ? '' : 'not '}named on the server`, async () => {
    const text = `select count(*)::int as n from pg_prepared_statements where statement like '%confirm_context%'`;
    const counts = await Promise.all(
      tenants.slice(0, 50).map((organizationId) =>
        withTenant({ organizationId }, async () => {
          const { rows } = await database.client.query(text);
          return (rows[0] as { n: number }).n;
        }),
      ),
    );
    expect(Math.max(...counts) > 0).toBe(namedStatements);
  });

  test('afterwards every connection of the pooler serves, and the client holds none', async () => {
    expect(await countServing(database.db, tenants, poolSize)).toBe(poolSize);
    const start = performance.now();
    await database.close();
    // It would wait 10 s for one that is taken.
    expect(performance.now() - start).toBeLessThan(5000);
  });

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

/** The endings that came less often than `least`, of those that should come. */
function tooRare({ endings }: LoadReport, least: number): readonly string[] {
  return operations
    .flatMap((operation) => endingsOf(operation).map((ending) => endingOf(operation, ending)))
    .filter((ending) => (endings[ending] ?? 0) < least);
}

function countLost({ endings }: LoadReport): number {
  return operations.reduce((sum, operation) => sum + (endings[endingOf(operation, lost)] ?? 0), 0);
}
