import { text as textOf } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { StatementError, tenantSql } from '../../src/index.ts';
import type { Fixture } from './fixture.ts';

export function copyContract({ client, database, inAcme, inGlobex, names }: Fixture): void {
  const sql = () => tenantSql(client());

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
