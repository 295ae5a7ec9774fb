import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantSql } from '../../src/index.ts';
import { countedClient, type CountedClient } from '../support/counted-client.ts';

let counted: CountedClient;
beforeAll(async () => {
  counted = await countedClient('node-postgres');
});
afterAll(() => counted.close());

test('a statement takes one', async () => {
  const sql = tenantSql(counted.client);
  expect(await counted.roundTrips(() => sql`select name from projects where size > ${0}`)).toBe(1);
});

test('a COPY takes one, with values and beyond what is kept in memory', async () => {
  const sql = tenantSql(counted.client);
  const copy = (rows: number) =>
    sql`copy (select n from generate_series(1, ${rows}::int) n) to stdout`.copy();
  expect(await counted.roundTrips(() => copy(10))).toBe(1);
  expect(await counted.roundTrips(async () => (await copy(400_000)).destroy())).toBe(1);
});

test('a cursor takes one a batch, and one to commit', async () => {
  const sql = tenantSql(counted.client);
  const read = (rows: number, size: number) => async () => {
    for await (const _ of sql`select n from generate_series(1, ${rows}::int) n`.cursor(size));
  };
  expect(await counted.roundTrips(read(5, 10))).toBe(2);
  expect(await counted.roundTrips(read(25, 10))).toBe(4);
});
