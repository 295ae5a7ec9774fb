import { text as textOf } from 'node:stream/consumers';
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

export function sqlContract(
  driver: string,
  { client, database, inAcme, inGlobex, names }: Fixture,
): void {
  const sql = () => tenantSql(client());

  describe('raw SQL', () => {
    test('values are parameters, an array is one, rows are typed as asked', async () => {
      const evil = `'; delete from projects; --`;
      const rows = await inAcme(
        () => sql()<{ evil: string; n: number; all: string[] }>`
        select ${evil}::text as evil, ${3}::int as n, ${['a', `b"'`]}::text[] as all, ${null} as nothing`,
      );
      expect(rows).toEqual([{ evil, n: 3, all: ['a', `b"'`], nothing: null }]);
      const found = await inAcme(
        () => sql()`select name from projects where name = any(${['Acme 1', 'Globex 1']})`,
      );
      expect(found).toEqual([{ name: 'Acme 1' }]);
    });

    test('fragments compose, and their values keep their places', async () => {
      const condition = sql()`size >= ${0} and ${sql()`name like ${'%2'}`}`;
      const order = sql()`order by ${sql().identifier(['projects', 'name'])} limit ${1}`;
      const table = sql().identifier(['public', 'projects']);
      const rows = await inAcme(
        () => sql()`select name, ${'x'} as x from ${table} where ${condition} ${order}`,
      );
      expect(rows).toEqual([{ name: 'Acme 2', x: 'x' }]);
    });

    test('a digit behind a value is none of its number', async () => {
      const glued = inAcme(() => sql()`select ${1}0`.execute());
      await expect(glued).rejects.toMatchObject({ sqlState: '42601' });
    });

    test('what changes rows tells how many', async () => {
      const result = await inAcme(() =>
        sql()`update projects set size = ${4} where name = ${'Acme 1'}`.execute(),
      );
      expect(result).toMatchObject({ command: 'UPDATE', rowCount: 1, rows: [] });
    });

    test('a name is quoted, whatever is in it', async () => {
      const name = `a"b; drop table projects; --`;
      const rows = await inAcme(() => sql()`select 1 as ${sql().identifier(name)}`);
      expect(rows).toEqual([{ [name]: 1 }]);
      const injected = inAcme(async () => sql()`select * from ${sql().identifier('projects; x')}`);
      await expect(injected).rejects.toMatchObject({ sqlState: '42P01' });
      for (const bad of [
        '',
        'a\0b',
        'ü'.repeat(32),
        1,
        [],
        ['a', undefined],
        { 0: 'a', length: 1 },
      ]) {
        expect(() => sql().identifier(bad as string)).toThrow(StatementError);
      }
    });

    test('undefined, promises and SQL of somebody else are refused, not bound', () => {
      const impostor = { strings: ['select 1'], values: [], getSQL: () => 'select 1' };
      for (const value of [undefined, [1, undefined], Promise.resolve(1), impostor]) {
        expect(() => sql()`select ${value}`).toThrow(StatementError);
      }
    });

    test('an object that looks like a fragment is a value', async () => {
      const body = JSON.parse('{"strings": ["select 2"], "values": []}') as unknown;
      const rows = await inAcme(() => sql()`select ${body}::jsonb as body`);
      expect(rows).toEqual([{ body }]);
    });

    test('text that is no template is refused', () => {
      const call = sql() as unknown as (text: unknown) => unknown;
      for (const text of ['select 1', ['select 1'], undefined]) {
        expect(() => call(text)).toThrow(StatementError);
      }
    });

    test('it runs where it is awaited, and again each time', async () => {
      const query = sql()<{ name: string }>`select name from projects order by name limit 1`;
      expect(await inAcme(() => query)).toEqual([{ name: 'Acme 1' }]);
      expect(await inGlobex(() => query)).toEqual([{ name: 'Globex 1' }]);
      await expect(query.execute()).rejects.toThrow(TenantContextMissingError);
    });

    test('it joins the transaction that is open, also by its handle', async () => {
      const run = inAcme(() =>
        client().transaction(async (tx) => {
          await sql()`insert into projects (name) values ('joined 1')`;
          await tenantSql(tx)`insert into projects (name) values ('joined 2')`;
          expect(await names()).toEqual(expect.arrayContaining(['joined 1', 'joined 2']));
          throw new Error('undo');
        }),
      );
      await expect(run).rejects.toThrow('undo');
      expect(await inAcme(names)).toHaveLength(3);
    });
  });

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

    test.skipIf(driver === 'pglite')(
      'the loop is outside of a transaction that is the cursor’s own',
      async () => {
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
      },
    );

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

  describe('COPY ... TO STDOUT', () => {
    test('gives the tenant’s rows as bytes', async () => {
      const csv = await inAcme(() =>
        sql()`copy (select name, size < 100 as small from projects where name <> 'Acme 1' order by name)
          to stdout with (format csv, header)`.copy(),
      );
      expect(await textOf(csv)).toBe('name,small\nAcme 2,t\nAcme 3,t\n');
      const empty = await inAcme(() => sql()`COPY (select 1 where false) TO STDOUT`.copy());
      expect(await textOf(empty)).toBe('');
    });

    test('takes values, which are no text', async () => {
      const evil = `x') to program 'id' -- "`;
      const [id] = await inAcme(
        () => sql()<{ id: string }>`select id from projects where name = 'Acme 2'`,
      );
      const copy = sql()`copy (select ${evil}, ${null} is null, name, ${Buffer.from('ü')}::bytea, ${['a', 'b']}::text[]
        from projects where id = ${id!.id}::uuid) to stdout with (format csv, quote '''')`;
      expect(await textOf(await inAcme(() => copy.copy()))).toBe(
        `'x'') to program ''id'' -- "',t,Acme 2,\\xc3bc,'{a,b}'\n`,
      );
      // Nothing of them is left for whoever comes next.
      const left = () => client().query(`select current_setting('app.copy_1', true) as left`);
      for (const { rows } of await Promise.all([1, 2, 3].map(() => inGlobex(left)))) {
        expect((rows[0] as { left: string | null }).left ?? '').toBe('');
      }
    });

    test('sees what its transaction did, and leaves it open', async () => {
      const run = inAcme(() =>
        client().transaction(async (tx) => {
          await sql()`insert into projects (name) values ('copied')`;
          const copy = sql()`copy (select count(*) from projects where name = ${'copied'}) to stdout`;
          expect(await textOf(await copy.copy())).toBe('1\n');
          expect(await textOf(await tx.copyOut({ text: 'copy (select 1) to stdout' }))).toBe('1\n');
          await sql()`select 1`;
          throw new Error('undo');
        }),
      );
      await expect(run).rejects.toThrow('undo');
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('large ones come back whole, from a file', async () => {
      const rows = 30_000;
      const copy = sql()`copy (select n, repeat('ü', 50) from generate_series(1, ${rows}::int) n) to stdout`;
      const lines = (await textOf(await inAcme(() => copy.copy()))).split('\n');
      expect(lines).toHaveLength(rows + 1);
      const wrong = lines
        .slice(0, -1)
        .findIndex((line, i) => line !== `${i + 1}\t${'ü'.repeat(50)}`);
      expect(wrong).toBe(-1);
    });

    test('an error half way hands over nothing, and the client goes on', async () => {
      const failing = sql()`copy (select 1 / (50000 - n), repeat('x', 100) from generate_series(1, 100000) n) to stdout`;
      for (let i = 0; i < 4; i += 1) {
        await expect(inAcme(() => failing.copy())).rejects.toMatchObject({ sqlState: '22012' });
      }
      expect(await inGlobex(names)).toHaveLength(3);
    });

    test('what is no COPY to the client is refused', async () => {
      for (const query of [
        sql()`select 1`,
        sql()`insert into projects (name) values ('no copy')`,
      ]) {
        await expect(inAcme(() => query.copy())).rejects.toThrow(StatementError);
      }
      await expect(inAcme(() => sql()`copy projects (name) from stdin`.copy())).rejects.toThrow(
        Error,
      );
      await expect(inAcme(() => sql()`copy (select 1) to program 'id'`.copy())).rejects.toThrow(
        Error,
      );
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('by query() it is refused, also without rows', async () => {
      const copy = () => client().query('copy (select 1 where false) to stdout');
      await expect(inAcme(copy)).rejects.toMatchObject({ code: 'TENANT_CONTEXT_MISMATCH' });
      expect(await inGlobex(names)).toHaveLength(3);
    });

    test('the driver stops reading while its sink is behind', async () => {
      let given = 0;
      let atFirst: number | undefined;
      const pause = async () => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        atFirst ??= given;
      };
      const write = (bytes: Uint8Array) => {
        given += bytes.length;
        return atFirst === undefined ? pause() : undefined;
      };
      const connection = await database().driver().connect();
      const text = `copy (select repeat('x', 999) from generate_series(1, 5000)) to stdout`;
      const [result] = await connection.run([{ text, copyTo: { write } }]);
      await connection.end();
      expect(result).toMatchObject({ command: 'COPY' });
      expect(given).toBe(5_000_000);
      expect(atFirst).toBeLessThan(1_000_000);
    });
  });
}
