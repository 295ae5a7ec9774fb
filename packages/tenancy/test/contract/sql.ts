import { describe, expect, test } from 'vitest';
import { StatementError, TenantContextMissingError, tenantSql } from '../../src/index.ts';
import type { Fixture } from './fixture.ts';

export function sqlContract({ client, inAcme, inGlobex, names }: Fixture): void {
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
}
