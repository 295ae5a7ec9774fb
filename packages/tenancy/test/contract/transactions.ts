import { eq, sql, type SQL } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  TenantContextChangeError,
  TransactionEndedError,
  UniqueViolationError,
  withDeleted,
  withTenant,
} from '../../src/index.ts';
import { acme, projects } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

export function transactionsContract({
  client,
  database,
  db,
  inAcme,
  inGlobex,
  names,
}: Fixture): void {
  describe('transactions', () => {
    const add = (name: string) => db().insert(projects).values({ name });
    const remove = (name: string) => db().delete(projects).where(eq(projects.name, name));

    test('commit what fn did, the plain client joins', async () => {
      await inAcme(async () => {
        await db().transaction(async (tx) => {
          await tx.insert(projects).values({ name: 'by handle' });
          await add('by client');
          expect(await tx.$count(projects)).toBe(5);
        });
        expect(await names()).toEqual(expect.arrayContaining(['by handle', 'by client']));
        await remove('by handle');
        await remove('by client');
      });
    });

    test('roll back when fn throws, with what fn threw', async () => {
      const boom = new Error('boom');
      const run = inAcme(() =>
        db().transaction(async () => {
          await add('lost');
          throw boom;
        }),
      );
      await expect(run).rejects.toBe(boom);
      expect(await inAcme(names)).not.toContain('lost');
    });

    test('a nested transaction is a savepoint', async () => {
      await inAcme(async () => {
        await db().transaction(async (tx) => {
          await add('outer');
          await tx
            .transaction(async () => {
              await add('inner');
              await add('Acme 1');
            })
            .catch(() => {});
          await db()
            .transaction(async () => {
              await add('other');
              throw new Error('no');
            })
            .catch(() => {});
        });
        expect(await names()).toContain('outer');
        expect(await names()).not.toContain('inner');
        expect(await names()).not.toContain('other');
        await remove('outer');
      });
    });

    test('nested transactions beside each other are refused, nothing is lost silently', async () => {
      const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const kept = await inAcme(() =>
        db().transaction(async (tx) => {
          const outcomes = await Promise.allSettled([
            tx.transaction(async () => {
              await add('beside 1');
              await later(30);
            }),
            tx.transaction(async () => add('beside 2')),
            add('beside 3'),
          ]);
          return outcomes.map(({ status }) => status);
        }),
      );
      const found = await inAcme(names);
      const stored = [1, 2, 3].map((n) => found.includes(`beside ${n}`));
      expect(stored).toEqual(kept.map((status) => status === 'fulfilled'));
      expect(kept).toEqual(['fulfilled', 'rejected', 'rejected']);
      await inAcme(() => remove('beside 1'));
    });

    test('what comes late to a nested transaction is refused, not kept by the outer one', async () => {
      let late: Promise<string> | undefined;
      await inAcme(() =>
        db().transaction(async (tx) => {
          await tx
            .transaction(async () => {
              await add('in time');
              late = new Promise((resolve) => setImmediate(resolve)).then(() =>
                add('late').then(
                  () => 'kept',
                  (error: Error) => error.name,
                ),
              );
              throw new Error('no');
            })
            .catch(() => {});
          expect(await late).not.toBe('kept');
        }),
      );
      const found = await inAcme(names);
      expect([found.includes('in time'), found.includes('late')]).toEqual([false, false]);
    });

    test('a transaction with a nested one still open is rolled back, not committed by half', async () => {
      const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      let nested: Promise<unknown> = Promise.resolve();
      const outer = inAcme(() =>
        db().transaction(async (tx) => {
          nested = tx.transaction(async () => {
            await add('first half');
            await later(60);
            await add('second half');
          });
          nested.catch(() => {});
          await later(30);
        }),
      );
      await expect(outer).rejects.toMatchObject({ code: 'NESTED_TRANSACTION' });
      await expect(nested).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' });
      // Each would have kept a connection: the pool has three.
      for (let i = 0; i < 4; i += 1) await forgetNested();
      expect((await inAcme(names)).filter((name) => name.endsWith('half'))).toEqual([]);
    });

    /** A nested transaction that ends after the one around it. */
    async function forgetNested(): Promise<void> {
      let forgotten: Promise<unknown> = Promise.resolve();
      await inAcme(() =>
        db().transaction(async (tx) => {
          forgotten = tx.transaction(() => new Promise((resolve) => setTimeout(resolve, 20)));
          forgotten.catch(() => {});
          await tx.execute('select 1').catch(() => {});
        }),
      ).catch(() => {});
      await forgotten.catch(() => {});
    }

    test('a nested transaction in one that has failed says so', async () => {
      const outcome = inAcme(() =>
        db().transaction(async (tx) => {
          await tx.execute('select 1/0').catch(() => {});
          await tx.transaction(async () => {});
        }),
      );
      await expect(outcome).rejects.toMatchObject({ sqlState: '25P02' });
    });

    test('a savepoint is rolled back to although what failed saw deleted rows', async () => {
      await inAcme(async () => {
        const failure = await db().transaction(async (tx) => {
          await add('before');
          const error = await tx
            .transaction(() => withDeleted(() => add('Acme 1')))
            .catch((e: unknown) => e);
          await add('after');
          return error;
        });
        expect(failure).toBeInstanceOf(UniqueViolationError);
        expect(await names()).toEqual(expect.arrayContaining(['before', 'after']));
        await remove('before');
        await remove('after');
      });
    });

    test('a handle does not work in another context', async () => {
      await inAcme(() =>
        client().transaction(async (tx) => {
          await tx.query('select 1');
          let use!: () => Promise<unknown>;
          const elsewhere = new Promise((resolve) => (use = async () => resolve(await attempt())));
          const attempt = () =>
            withTenant({ organizationId: acme.id, userId: acme.id }, () =>
              tx.query('select 1'),
            ).catch((error: unknown) => error);
          await use();
          expect(await elsewhere).toBeInstanceOf(TenantContextChangeError);
        }),
      );
    });

    test('the client cannot be closed inside its own transaction', async () => {
      const close = inAcme(() => client().transaction(() => client().close()));
      await expect(close).rejects.toMatchObject({ code: 'STATEMENT_INVALID' });
    });

    test('a handle used after the end throws and sends nothing', async () => {
      await inAcme(async () => {
        let stale!: { execute(query: SQL): PromiseLike<unknown> };
        await db().transaction(async (tx) => {
          stale = tx;
          await add('kept');
        });
        await expect(stale.execute(sql`select 1`)).rejects.toThrow(TransactionEndedError);
        await remove('kept');
      });
    });

    test('a forgotten await in a transaction runs nowhere else', async () => {
      let forgotten!: Promise<unknown>;
      await inAcme(() =>
        db().transaction(async () => {
          await names();
          forgotten = new Promise((resolve) => setTimeout(resolve, 20)).then(() => add('ghost'));
          forgotten.catch(() => {});
        }),
      );
      await expect(forgotten).rejects.toThrow(TransactionEndedError);
      expect(await inAcme(names)).not.toContain('ghost');
    });

    test('another context cannot be entered inside, the same one can', async () => {
      await inAcme(() =>
        db().transaction(async () => {
          await expect(inGlobex(names)).rejects.toThrow(TenantContextChangeError);
          expect(await inAcme(names)).toHaveLength(3);
        }),
      );
    });

    test('a failed statement that is swallowed fails the commit', async () => {
      const run = inAcme(() =>
        db().transaction(async () => {
          await add('swallowed');
          await add('Acme 1').catch(() => {});
        }),
      );
      await expect(run).rejects.toMatchObject({ code: 'COMMIT_FAILED' });
      expect(await inAcme(names)).not.toContain('swallowed');
    });

    test('a constraint that fails at commit is an error', async () => {
      const run = inAcme(() =>
        db().transaction(async () => {
          await client().query('set constraints all deferred');
          await client().query(`insert into notes (project_id, body) values ($1, 'x')`, [acme.id]);
        }),
      );
      await expect(run).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('isolation level and access mode are the ones asked for', async () => {
      await inAcme(async () => {
        const level = await db().transaction(
          async () => client().query('show transaction_isolation'),
          { isolationLevel: 'serializable' },
        );
        expect(level.rows).toEqual([{ transaction_isolation: 'serializable' }]);
        const write = db().transaction(async () => add('x'), { accessMode: 'read only' });
        await expect(write).rejects.toMatchObject({ sqlState: '25006' });
      });
    });

    test('a transaction without statements takes no connection', async () => {
      const idle = database().client({ max: 1, acquireTimeout: 500 });
      const open_ = () => new Promise((resolve) => setTimeout(resolve, 20));
      const runs = Array.from({ length: 3 }, () => inAcme(() => idle.transaction(open_)));
      await Promise.all(runs);
      await idle.close();
    });
  });
}
