import { eq, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDatabase } from '../../src/drizzle.ts';
import {
  RowSecurityError,
  TenantContextChangeError,
  TenantContextInvalidError,
  TenantContextMismatchError,
  TenantContextMissingError,
  TransactionEndedError,
  UniqueViolationError,
  withDeleted,
  withTenant,
  withUser,
  type TenantClient,
} from '../../src/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { acme, globex, notes, projects, schema } from '../support/schema.ts';

/** What every driver must do. */
export function driverContract(name: string, open: () => Promise<TestDatabase>): void {
  describe(`driver contract: ${name}`, () => {
    let database: TestDatabase;
    let client: TenantClient;
    const database_ = () => tenantDatabase(client, { schema });
    const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);
    const inGlobex = <T>(fn: () => T | PromiseLike<T>) =>
      withTenant({ organizationId: globex.id }, fn);
    const names = async () => {
      const rows = await database_().select({ name: projects.name }).from(projects);
      return rows.map((row) => row.name).toSorted();
    };

    beforeAll(async () => {
      database = await open();
      client = database.client({ max: 3 });
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    describe('context', () => {
      test('a statement sees its tenant and nobody else', async () => {
        expect(await inAcme(names)).toEqual(['Acme 1', 'Acme 2', 'Acme 3']);
        expect(await inGlobex(names)).toEqual(['Globex 1', 'Globex 2', 'Globex 3']);
      });

      test('without a context nothing is sent', async () => {
        await expect(names()).rejects.toThrow(TenantContextMissingError);
      });

      test.each([
        [{ organizationId: 'acme' }],
        [{ organizationId: '' }],
        [{}],
        [{ organizationId: acme.id, tenant: 'x' }],
        [{ organizationId: acme.id, userId: '1 or 1=1' }],
        [{ organizationId: acme.id, userId: undefined }],
        [null],
      ])('a malformed context is refused: %j', async (context) => {
        let called = false;
        const attempt = withTenant(context as never, () => (called = true));
        await expect(attempt).rejects.toThrow(TenantContextInvalidError);
        expect(called).toBe(false);
      });

      test('an upper-case id is the same tenant', async () => {
        const context = { organizationId: acme.id.toUpperCase() };
        expect(await withTenant(context, names)).toHaveLength(3);
      });

      test('nested contexts restore the outer one', async () => {
        await inAcme(async () => {
          expect(await inGlobex(names)).toContain('Globex 1');
          expect(await names()).toContain('Acme 1');
        });
      });

      test('a builder that is returned runs in the context', async () => {
        const rows = await inAcme(() => database_().select().from(projects));
        expect(rows).toHaveLength(3);
      });

      test('a person without an organization sees no tenant row', async () => {
        expect(await withUser({ userId: acme.id }, names)).toEqual([]);
      });

      test('contexts side by side never mix', async () => {
        const runs = Array.from({ length: 60 }, (_, i) =>
          i % 2 ? inAcme(names) : inGlobex(names),
        );
        for (const [i, found] of (await Promise.all(runs)).entries()) {
          expect(found.every((n) => n.startsWith(i % 2 ? 'Acme' : 'Globex'))).toBe(true);
        }
      });
    });

    describe('values', () => {
      test('come back as Drizzle maps them', async () => {
        const values = {
          name: `O'Brien "quoted" \\ ü`,
          size: 7,
          price: '19.99',
          tags: ['a b', 'c"d', '\\'],
          settings: { color: 'red' },
          startsOn: '2026-01-31',
        };
        const [row] = await inAcme(() => database_().insert(projects).values(values).returning());
        expect(row).toMatchObject({ ...values, organizationId: acme.id, deletedAt: null });
        expect(row!.createdAt).toBeInstanceOf(Date);
        await inAcme(() => database_().delete(projects).where(eq(projects.id, row!.id)));
      });

      test('raw statements give rows, command and count', async () => {
        const result = await inAcme(() =>
          client.query('update projects set size = $1 where name = $2', [9, 'Acme 1']),
        );
        expect(result).toMatchObject({ command: 'UPDATE', rowCount: 1 });
        const read = await inAcme(() => client.query('select 1 as one, null as nothing'));
        expect(read.rows).toEqual([{ one: 1, nothing: null }]);
      });

      test('relations', async () => {
        await inAcme(async () => {
          const db = database_();
          const [project] = await db.select().from(projects).where(eq(projects.name, 'Acme 2'));
          await db.insert(notes).values({ projectId: project!.id, body: 'hello' });
          const found = await db.query.projects.findFirst({
            where: eq(projects.name, 'Acme 2'),
            with: { notes: true },
          });
          expect(found!.notes.map((note) => note.body)).toEqual(['hello']);
        });
      });

      test('more parameters than the protocol counts are refused before anything is sent', async () => {
        const values = Array.from({ length: 65_536 }, (_, i) => i);
        await expect(inAcme(() => client.query('select 1', values))).rejects.toMatchObject({
          code: 'STATEMENT_INVALID',
        });
      });
    });

    describe('writes', () => {
      test('into another tenant are refused with a named error', async () => {
        const insert = inAcme(() =>
          database_().insert(projects).values({ organizationId: globex.id, name: 'x' }),
        );
        await expect(insert).rejects.toThrow(RowSecurityError);
        const move = inAcme(() => database_().update(projects).set({ organizationId: globex.id }));
        await expect(move).rejects.toThrow(RowSecurityError);
        expect(await inGlobex(names)).toHaveLength(3);
      });

      test('on another tenant’s rows find nothing', async () => {
        const result = await inAcme(() =>
          client.query(`update projects set name = 'x' where name like 'Globex%'`),
        );
        expect(result.rowCount).toBe(0);
      });

      test('a duplicate is a named error with table and constraint, and the connection goes on', async () => {
        const duplicate = () => database_().insert(projects).values({ name: 'Acme 1' });
        await expect(inAcme(duplicate)).rejects.toMatchObject({
          code: 'UNIQUE_VIOLATION',
          sqlState: '23505',
          table: 'projects',
          constraint: 'projects_name_key',
          // Under row security the server withholds the key, columns and values.
          columns: [],
        });
        await expect(inAcme(duplicate)).rejects.toThrow(UniqueViolationError);
        expect(await inAcme(names)).toHaveLength(3);
      });

      test('a batch is all or nothing', async () => {
        const batch = inAcme(() =>
          client.batch([
            { text: `insert into projects (name) values ('batched')` },
            { text: `insert into projects (name) values ('Acme 1')` },
          ]),
        );
        await expect(batch).rejects.toThrow(UniqueViolationError);
        expect(await inAcme(names)).not.toContain('batched');
        const [one, two] = await inAcme(() =>
          client.batch([{ text: 'select 1 as n' }, { text: 'select $1::int as n', values: [2] }]),
        );
        expect([one!.rows, two!.rows]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
      });

      test('append-only rows cannot be changed', async () => {
        await inAcme(() => client.query(`insert into entries (action) values ('made')`));
        const change = inAcme(() => client.query(`update entries set action = 'x'`));
        await expect(change).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
      });
    });

    describe('soft delete', () => {
      test('hides, shows and restores, also inside a transaction', async () => {
        await inAcme(async () => {
          const db = database_();
          const mark = (deletedAt: Date | null) =>
            withDeleted(() =>
              db.update(projects).set({ deletedAt }).where(eq(projects.name, 'Acme 3')),
            );
          await mark(new Date());
          expect(await names()).not.toContain('Acme 3');
          expect(await withDeleted(names)).toContain('Acme 3');
          await db.transaction(async () => {
            expect(await names()).not.toContain('Acme 3');
            expect(await withDeleted(names)).toContain('Acme 3');
            expect(await names()).not.toContain('Acme 3');
            await mark(null);
          });
          expect(await names()).toContain('Acme 3');
        });
      });
    });

    describe('transactions', () => {
      const add = (name: string) => database_().insert(projects).values({ name });
      const remove = (name: string) => database_().delete(projects).where(eq(projects.name, name));

      test('commit what fn did, the plain client joins', async () => {
        await inAcme(async () => {
          await database_().transaction(async (tx) => {
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
          database_().transaction(async () => {
            await add('lost');
            throw boom;
          }),
        );
        await expect(run).rejects.toBe(boom);
        expect(await inAcme(names)).not.toContain('lost');
      });

      test('a nested transaction is a savepoint', async () => {
        await inAcme(async () => {
          await database_().transaction(async (tx) => {
            await add('outer');
            await tx
              .transaction(async () => {
                await add('inner');
                await add('Acme 1');
              })
              .catch(() => {});
            await database_()
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
          database_().transaction(async (tx) => {
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

      test('a savepoint is rolled back to although what failed saw deleted rows', async () => {
        await inAcme(async () => {
          const failure = await database_().transaction(async (tx) => {
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
          client.transaction(async (tx) => {
            await tx.query('select 1');
            let use!: () => Promise<unknown>;
            const elsewhere = new Promise(
              (resolve) => (use = async () => resolve(await attempt())),
            );
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
        const close = inAcme(() => client.transaction(() => client.close()));
        await expect(close).rejects.toMatchObject({ code: 'STATEMENT_INVALID' });
      });

      test('a handle used after the end throws and sends nothing', async () => {
        await inAcme(async () => {
          let stale!: { execute(query: SQL): PromiseLike<unknown> };
          await database_().transaction(async (tx) => {
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
          database_().transaction(async () => {
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
          database_().transaction(async () => {
            await expect(inGlobex(names)).rejects.toThrow(TenantContextChangeError);
            expect(await inAcme(names)).toHaveLength(3);
          }),
        );
      });

      test('a failed statement that is swallowed fails the commit', async () => {
        const run = inAcme(() =>
          database_().transaction(async () => {
            await add('swallowed');
            await add('Acme 1').catch(() => {});
          }),
        );
        await expect(run).rejects.toMatchObject({ code: 'COMMIT_FAILED' });
        expect(await inAcme(names)).not.toContain('swallowed');
      });

      test('a constraint that fails at commit is an error', async () => {
        const run = inAcme(() =>
          database_().transaction(async () => {
            await client.query('set constraints all deferred');
            await client.query(`insert into notes (project_id, body) values ($1, 'x')`, [acme.id]);
          }),
        );
        await expect(run).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
        expect(await inAcme(names)).toHaveLength(3);
      });

      test('isolation level and access mode are the ones asked for', async () => {
        await inAcme(async () => {
          const level = await database_().transaction(
            async () => client.query('show transaction_isolation'),
            { isolationLevel: 'serializable' },
          );
          expect(level.rows).toEqual([{ transaction_isolation: 'serializable' }]);
          const write = database_().transaction(async () => add('x'), { accessMode: 'read only' });
          await expect(write).rejects.toMatchObject({ sqlState: '25006' });
        });
      });

      test('a transaction without statements takes no connection', async () => {
        const idle = database.client({ max: 1, acquireTimeout: 500 });
        const open_ = () => new Promise((resolve) => setTimeout(resolve, 20));
        const runs = Array.from({ length: 3 }, () => inAcme(() => idle.transaction(open_)));
        await Promise.all(runs);
        await idle.close();
      });
    });

    describe('attacks', () => {
      test.each(['commit', 'rollback', 'begin'])(
        'the statement %s does not end the isolation',
        async (text) => {
          await inAcme(() => client.query(text)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(TenantContextMismatchError);
          });
          const inside = inAcme(() =>
            client.transaction(async (tx) => {
              await tx.query(text);
              return tx.query('select name from projects');
            }),
          );
          if (text !== 'begin') await expect(inside).rejects.toThrow(TenantContextMismatchError);
          else await inside;
          expect(await inGlobex(names)).toHaveLength(3);
        },
      );

      test('a result is reported only of what was committed, also after a planted begin', async () => {
        const batch = [{ text: 'begin' }, { text: `insert into projects (name) values ('begun')` }];
        const reported = await inAcme(() => client.batch(batch)).then(
          () => true,
          () => false,
        );
        expect((await inAcme(names)).includes('begun')).toBe(reported);
      });

      test('nothing runs behind a planted commit', async () => {
        const batch = [{ text: 'commit' }, { text: `insert into projects (name) values ('late')` }];
        await expect(inAcme(() => client.batch(batch))).rejects.toThrow(TenantContextMismatchError);
        const write = inAcme(() => client.transaction((tx) => tx.batch(batch)));
        await expect(write).rejects.toThrow(TenantContextMismatchError);
        const [row] = await database.admin(
          `select count(*)::int as n from projects where name = 'late'`,
        );
        expect(row).toEqual({ n: 0 });
      });

      test('what a statement changes in the context does not outlive it', async () => {
        const plant = (setting: string, value: string) => ({
          text: 'select set_config($1, $2, true)',
          values: [setting, value],
        });
        const plants = [
          plant('app.current_org_id', globex.id),
          plant('app.current_user_id', globex.id),
          plant('app.is_superadmin', 'true'),
          plant('app.with_deleted', 'true'),
        ];
        for (const planted of plants) {
          const inBatch = inAcme(() =>
            client.batch([planted, { text: 'select name from projects' }]),
          );
          await expect(inBatch).rejects.toThrow(TenantContextMismatchError);
          const inTransaction = inAcme(() =>
            client.transaction(async (tx) => {
              await tx.query(planted.text, planted.values).catch(() => {});
              return tx.query('select name from projects');
            }),
          );
          await expect(inTransaction).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' });
        }
      });

      test('our own SQLSTATEs, raised by a statement, repeat nothing and split no transaction', async () => {
        for (const sqlState of ['TN001', 'TN002']) {
          const raise = `do $$ begin raise exception 'forged' using errcode = '${sqlState}'; end $$`;
          await expect(inAcme(() => client.query(raise))).rejects.toMatchObject({
            code: expect.stringMatching(/^(DATABASE_ERROR|TENANT_CONTEXT_MISMATCH)$/),
          });
          const run = inAcme(() =>
            client.transaction(async (tx) => {
              await tx.query(`insert into projects (name) values ('first half')`);
              await tx.query(raise).catch(() => {});
              await tx.query(`insert into projects (name) values ('second half')`);
            }),
          );
          await expect(run).rejects.toThrow(Error);
        }
        expect((await inAcme(names)).filter((name) => name.endsWith('half'))).toEqual([]);
      });

      test('a seed or a sequence value of one unit is nothing to the next', async () => {
        await inAcme(() => client.query('select setseed(0.5)'));
        const randoms = await Promise.all(
          Array.from({ length: 6 }, () => inGlobex(() => client.query('select random() as r'))),
        );
        expect(new Set(randoms.map(({ rows }) => (rows[0] as { r: number }).r)).size).toBe(6);
        await inAcme(() => client.query(`select nextval('app.canary')`));
        const reads = await Promise.allSettled(
          Array.from({ length: 6 }, () => inGlobex(() => client.query('select lastval()'))),
        );
        expect(reads).toEqual(
          reads.map(() =>
            expect.objectContaining({ reason: expect.objectContaining({ sqlState: '55000' }) }),
          ),
        );
      });

      test('two statements in one text are refused', async () => {
        const stacked = inAcme(() => client.query(`select 1; delete from projects`));
        await expect(stacked).rejects.toMatchObject({ sqlState: '42601' });
      });

      test('a planted session setting does not reach the next unit', async () => {
        await inAcme(() =>
          client.query(`select set_config('search_path', 'pg_catalog', false),
            set_config('app.current_org_id', '${globex.id}', false),
            set_config('timezone', 'Asia/Tokyo', false)`),
        ).catch(() => {});
        const others = Array.from({ length: 6 }, () =>
          inGlobex(() =>
            client.query('select current_setting($1) as zone, count(*)::int as n from projects', [
              'timezone',
            ]),
          ),
        );
        for (const { rows } of await Promise.all(others)) {
          expect(rows).toEqual([{ zone: expect.not.stringContaining('Tokyo'), n: 3 }]);
        }
      });
    });
  });
}
