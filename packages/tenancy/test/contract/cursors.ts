import { describe, expect, test } from 'vitest';
import {
  StatementError,
  TenantContextChangeError,
  TenantContextMissingError,
  tenantSql,
  withDeleted,
  withTenant,
} from '../../src/index.ts';
import { acme } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

export function cursorsContract(
  driver: string,
  { client, database, inAcme, inGlobex, names }: Fixture,
): void {
  const sql = () => tenantSql(client());

  describe('cursors', () => {
    const numbers = (to: number) =>
      sql()<{ n: number }>`select n from generate_series(1, ${to}::int) n`;

    async function sizes(to: number, size: number): Promise<number[]> {
      const found: number[] = [];
      for await (const rows of numbers(to).cursor(size)) found.push(rows.length);
      return found;
    }

    test('give the rows in batches, in the order of the statement', async () => {
      await inAcme(async () => {
        expect(await sizes(25, 10)).toEqual([10, 10, 5]);
        expect(await sizes(20, 10)).toEqual([10, 10]);
        expect(await sizes(0, 10)).toEqual([]);
      });
      const cursor = sql()<{ name: string }>`select name from projects order by name`.cursor(2);
      const found: string[] = [];
      await inGlobex(async () => {
        for await (const rows of cursor) found.push(...rows.map(({ name }) => name));
      });
      expect(found).toEqual(['Globex 1', 'Globex 2', 'Globex 3']);
    });

    test('in a transaction they are part of it, and leave it open', async () => {
      const run = inAcme(() =>
        client().transaction(async () => {
          await sql()`insert into projects (name) values ('read by a cursor')`;
          const found: unknown[] = [];
          for await (const rows of sql()`select name from projects`.cursor(2)) {
            found.push(...rows);
            await sql()`update projects set size = size + 1 where name = 'Acme 1'`;
            const nested = client().transaction(() => sql()`select 1/0`);
            await expect(nested).rejects.toMatchObject({ sqlState: '22012' });
          }
          expect(found).toHaveLength(4);
          for await (const _ of sql()`select 1 from projects`.cursor(1)) break;
          expect(await sql()`select name from pg_cursors where name like 'tenancy%'`).toEqual([]);
          throw new Error('undo');
        }),
      );
      await expect(run).rejects.toThrow('undo');
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('break, an error in the loop and one in the statement end the transaction', async () => {
      const alone = database().client({ max: 1, acquireTimeout: 1000 });
      const one = tenantSql(alone);
      const hundred = () => one`select n from generate_series(1, 100) n`.cursor(10);
      const namesAlone = async () =>
        (await one<{ name: string }>`select name from projects order by 1`).map(({ name }) => name);
      const afterwards = async () => {
        expect(await inGlobex(namesAlone)).toEqual(['Globex 1', 'Globex 2', 'Globex 3']);
        expect(await inGlobex(() => one`select from pg_cursors where is_holdable`)).toEqual([]);
      };

      await inAcme(async () => {
        for await (const rows of hundred()) {
          expect(rows).toHaveLength(10);
          break;
        }
      });
      await afterwards();
      const loop = inAcme(async () => {
        for await (const _ of hundred()) throw new Error('in the loop');
      });
      await expect(loop).rejects.toThrow('in the loop');
      await afterwards();
      let seen = 0;
      const read = inAcme(async () => {
        const failing = one`select 1 / (15 - n) from generate_series(1, 100) n`.cursor(10);
        for await (const rows of failing) seen += rows.length;
      });
      await expect(read).rejects.toMatchObject({ sqlState: '22012' });
      expect(seen).toBe(10);
      await afterwards();
      await alone.close();
    });

    // PGlite has one session, and the loop would wait for it.
    const beside = driver === 'pglite' ? undefined : test;
    beside?.('the loop is outside of a transaction that is the cursor’s own', async () => {
      await inAcme(async () => {
        for await (const rows of numbers(20).cursor(10)) {
          expect(rows).toHaveLength(10);
          expect(await inGlobex(names)).toContain('Globex 1');
          const undone = client().transaction(async () => {
            await sql()`insert into projects (name) values ('from the loop')`;
            throw new Error('undo');
          });
          await expect(undone).rejects.toThrow('undo');
        }
        expect(await names()).toHaveLength(3);
      });
    });

    test('go on in their own context only', async () => {
      const iterator = numbers(100).cursor(10)[Symbol.asyncIterator]();
      await expect(iterator.next()).rejects.toThrow(TenantContextMissingError);
      const other = numbers(100).cursor(10)[Symbol.asyncIterator]();
      await inAcme(() => other.next());
      await expect(inGlobex(() => other.next())).rejects.toThrow(TenantContextChangeError);
      await expect(
        withTenant({ organizationId: acme.id, userId: acme.id }, () => other.next()),
      ).rejects.toThrow(TenantContextChangeError);
      expect((await inAcme(() => other.next())).value).toHaveLength(10);
      await other.return!();
    });

    test('stay in the flow in which they began, also beside each other', async () => {
      const seen = sql()<{ deleted: string }>`
        select current_setting('app.with_deleted') as deleted from generate_series(1, 3)`;
      await inAcme(() =>
        client().transaction(async () => {
          const [one, two] = [1, 2].map(() => seen.cursor(1)[Symbol.asyncIterator]());
          await withDeleted(() => one!.next());
          await two!.next();
          expect((await one!.next()).value).toEqual([{ deleted: 'true' }]);
          expect((await two!.next()).value).toEqual([{ deleted: 'false' }]);
          await one!.return!();
          expect((await two!.next()).done).toBe(false);
          await two!.return!();
        }),
      );
    });

    test('a size that is none is refused', () => {
      for (const size of [0, -1, 1.5, NaN, '1; select 1']) {
        expect(() => numbers(1).cursor(size as number)).toThrow(StatementError);
      }
    });

    test('an abort ends them', async () => {
      const abort = new AbortController();
      const read = withTenant(
        { organizationId: acme.id },
        async () => {
          for await (const _ of numbers(100).cursor(10)) abort.abort();
        },
        { signal: abort.signal },
      );
      await expect(read).rejects.toMatchObject({ code: 'ABORTED' });
      expect(await inGlobex(names)).toHaveLength(3);
    });
  });
}
