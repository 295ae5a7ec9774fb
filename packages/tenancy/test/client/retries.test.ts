import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDatabase, type TenantDatabase } from '../../src/drizzle.ts';
import { SerializationError, type TenantClient, withTenant } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { acme, projects, schema } from '../support/schema.ts';

describe.each(['node-postgres', 'postgres-js'] as const)(
  'a transaction with retries, on %s',
  (kind) => {
    let database: Awaited<ReturnType<typeof serverDatabase>>;
    let client: TenantClient;
    let db: TenantDatabase<typeof schema>;
    const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);

    beforeAll(async () => {
      database = await serverDatabase(kind);
      client = database.client({ max: 4 });
      db = tenantDatabase(client, { schema });
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    /** Fails as often as asked, with the SQLSTATE that a lost race has. */
    function failing(times: number, sqlState: string, name = `attempt ${Math.random()}`) {
      let attempts = 0;
      const run = (retries?: number) =>
        inAcme(() =>
          db.transaction(
            async (tx) => {
              attempts += 1;
              await tx.insert(projects).values({ name });
              if (attempts <= times) {
                await tx.execute(
                  sql.raw(`do $$ begin raise exception 'x' using errcode = '${sqlState}'; end $$`),
                );
              }
            },
            retries === undefined ? {} : { retries },
          ),
        );
      return { run, attempts: () => attempts };
    }
    const stored = (name: string) =>
      inAcme(async () => (await db.select().from(projects).where(eq(projects.name, name))).length);

    test.each(['40001', '40P01'])(
      'goes on after %s, and what it wrote is there once',
      async (state) => {
        const { run, attempts } = failing(2, state, `attempt ${state}`);
        await run(3);
        expect([attempts(), await stored(`attempt ${state}`)]).toEqual([3, 1]);
      },
    );

    test('gives up when they are used up, or were not asked for', async () => {
      const many = failing(9, '40001');
      await expect(many.run(2)).rejects.toThrow(SerializationError);
      expect(many.attempts()).toBe(3);
      const once = failing(9, '40001');
      await expect(once.run()).rejects.toThrow(SerializationError);
      expect(once.attempts()).toBe(1);
    });

    test('is not run again for another reason', async () => {
      const { run, attempts } = failing(9, '23505');
      await expect(run(5)).rejects.toMatchObject({ code: 'UNIQUE_VIOLATION' });
      expect(attempts()).toBe(1);
      await expect(
        inAcme(() => db.transaction(async () => {}, { retries: -1 })),
      ).rejects.toMatchObject({
        code: 'STATEMENT_INVALID',
      });
    });

    test('of racing serializable transactions each takes effect once', async () => {
      await inAcme(() => db.insert(projects).values({ name: 'counter', size: 0 }));
      const increment = () =>
        inAcme(() =>
          db.transaction(
            async (tx) => {
              const [row] = await tx.select().from(projects).where(eq(projects.name, 'counter'));
              await tx
                .update(projects)
                .set({ size: row!.size + 1 })
                .where(eq(projects.name, 'counter'));
            },
            { isolationLevel: 'serializable', retries: 50 },
          ),
        );
      await Promise.all(Array.from({ length: 12 }, increment));
      const [row] = await inAcme(() =>
        db.select().from(projects).where(eq(projects.name, 'counter')),
      );
      expect(row?.size).toBe(12);
    });
  },
);
