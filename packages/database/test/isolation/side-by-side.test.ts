import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { createDatabase, withTenant, type Database } from '../../src/index.ts';
import { organizations, projects } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { testServer } from '../support/test-server.ts';

const tenants = 50;
const statementsEach = 60;
const poolSize = 5;

describe('50 tenants at once over a pool of 5', () => {
  let owner: TestDatabase;
  let database: Database;
  let ids: readonly string[];

  beforeAll(async () => {
    owner = await createTestDatabase({ server: testServer() });
    database = createDatabase({ ...owner.urls!, max: poolSize });
    const rows = Array.from({ length: tenants }, (_, i) => ({ name: `T${i}`, slug: `t${i}` }));
    const made = await owner.superadminDb.insert(organizations).values(rows).returning();
    ids = made.map(({ id }) => id);
    const own = ids.flatMap((organizationId) =>
      ['a', 'b', 'c'].map((name) => ({ organizationId, name })),
    );
    await owner.superadminDb.insert(projects).values(own);
  });
  afterAll(async () => {
    await database.close();
    await owner.close();
  });

  test('thousands of statements, no foreign row, at most 5 backends', async () => {
    const { db } = database;
    const backends = new Set<number>();
    const foreign: string[] = [];
    let statements = 0;

    async function read(organizationId: string): Promise<void> {
      const pid = sql<number>`pg_backend_pid()`;
      const rows = await db.select({ organizationId: projects.organizationId, pid }).from(projects);
      statements += 1;
      expect(rows.length).toBeGreaterThanOrEqual(3);
      for (const row of rows) {
        backends.add(row.pid);
        if (row.organizationId !== organizationId) foreign.push(row.organizationId);
      }
    }

    async function work(organizationId: string, index: number): Promise<void> {
      for (let i = 0; i < statementsEach; i += 1) {
        if (i % 10 === 3) {
          await db.transaction(async (tx) => {
            await tx.insert(projects).values({ name: `n${i}` });
            await read(organizationId);
          });
        } else if (i % 10 === 7) {
          await expect(db.insert(projects).values({ name: 'a' })).rejects.toMatchObject({
            code: 'UNIQUE_VIOLATION',
          });
        } else if (i % 10 === 9) {
          const other = ids[(index + 1) % tenants]!;
          const write = db.insert(projects).values({ organizationId: other, name: 'stolen' });
          await expect(write).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
        } else {
          await read(organizationId);
        }
      }
    }

    await Promise.all(
      ids.map((organizationId, i) => withTenant({ organizationId }, () => work(organizationId, i))),
    );
    expect(foreign).toEqual([]);
    expect(statements).toBeGreaterThanOrEqual(2000);
    expect(backends.size).toBeLessThanOrEqual(poolSize);
    expect(backends.size).toBeGreaterThan(1);
    const stolen = await owner.superadminDb.$count(projects, sql`name = 'stolen'`);
    expect(stolen).toBe(0);
  });

  test('100 handlers that wait for something else in between share the pool', async () => {
    const started = performance.now();
    const handler = (organizationId: string) =>
      withTenant({ organizationId }, async () => {
        const before = await database.db.$count(projects);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        expect(await database.db.$count(projects)).toBe(before);
      });
    await Promise.all([...ids, ...ids].map(handler));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
