import { expect, test } from 'vitest';
import type { Catalog, Table } from '../../src/catalog/catalog.ts';
import { forgeries } from '../../src/prove/forgeries.ts';
import type { Filled, Side } from '../../src/prove/types.ts';

const users = {
  own: '11111111-0000-4000-8000-000000000001',
  foreign: '22222222-0000-4000-8000-000000000002',
};
type Ids = Readonly<Record<Side, string>>;
const numbered: Ids = { own: '7', foreign: '8' };

const table = { oid: 1, primaryKey: ['id'], key: 'shop_id' } as unknown as Table;
const filledWith = (shops: Ids) =>
  ({
    tenants: shops,
    row: (_: Table, side: Side, nth = 0) =>
      nth === 0 ? { table, side, values: { id: users[side], shop_id: shops[side] } } : undefined,
  }) as unknown as Filled;

const signature = 'ab12'.repeat(16);

function forged(context: string, shops = numbered): Record<string, string | undefined> {
  const entered = new Map([['app.context', context]]);
  const catalog = { tables: [table] } as unknown as Catalog;
  return Object.fromEntries(
    forgeries({ catalog, filled: filledWith(shops) }, ['app.context'])
      .map(({ variant, forge }) => [variant, forge(entered).get('app.context')] as const)
      .filter(([, value]) => value !== context),
  );
}

test('a context of ids, an expiry, a flag and a signature', () => {
  expect(forged(`k1,1763740000,7,${users.own},,false,${signature}`)).toEqual({
    'other ids': `k1,1763740000,8,${users.foreign},,false,${signature}`,
    'other ids, far expiry': `k1,9999999999,8,${users.foreign},,false,${signature}`,
    'other ids, past expiry': `k1,0000000000,8,${users.foreign},,false,${signature}`,
    'other ids, no signature': `k1,1763740000,8,${users.foreign},,false,`,
    flags: `k1,1763740000,7,${users.own},true,true,${signature}`,
    'flags, no signature': `k1,1763740000,7,${users.own},true,true,true`,
    'app.context: the other id': '8',
    'app.context: true': 'true',
  });
});

test('an id alone, in which there is nothing else to forge', () => {
  expect(forged('7')).toEqual({
    'other ids': '8',
    'app.context: the other id': '8',
    'app.context: true': 'true',
  });
});

test('claims', () => {
  expect(forged(`{"sub":"${users.own}","shop":7,"admin":false}`)).toMatchObject({
    'other ids': `{"sub":"${users.foreign}","shop":8,"admin":false}`,
    flags: `{"sub":"${users.own}","shop":7,"admin":true}`,
  });
});

test('ids that are texts of several words', () => {
  const shops = { own: 'acme & sons.eu', foreign: `o'neil "x"` };
  expect(forged(`k1,1763740000,acme & sons.eu,,,false,${signature}`, shops)).toMatchObject({
    'other ids': `k1,1763740000,o'neil "x",,,false,${signature}`,
  });
});

test('ids with as many digits as an expiry', () => {
  const shops = { own: '1500000001', foreign: '1500000002' };
  expect(forged(`k1,1763740000,1500000001,,,false,${signature}`, shops)).toMatchObject({
    'other ids, far expiry': `k1,9999999999,1500000002,,,false,${signature}`,
  });
});
