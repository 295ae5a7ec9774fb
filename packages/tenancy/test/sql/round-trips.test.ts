import { afterAll, beforeAll, expect, test } from 'vitest';
import { TenantClient, tenantSql } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { serverDatabase } from '../support/database.ts';
import { countingProxy, type CountingProxy } from '../support/proxy.ts';
import { secret } from '../support/schema.ts';
import { inAcme } from '../support/tenants.ts';

let database: Awaited<ReturnType<typeof serverDatabase>>;
let proxy: CountingProxy;
let client: TenantClient;

beforeAll(async () => {
  database = await serverDatabase('node-postgres');
  proxy = await countingProxy(new URL(database.url));
  const url = Object.assign(new URL(database.url), { port: String(proxy.port) });
  const driver = nodePostgres({ connectionString: url.toString() });
  client = new TenantClient(driver, { secret, max: 1 });
  await inAcme(() => client.query('select 1'));
});
afterAll(async () => {
  await client.close();
  await proxy.close();
  await database.close();
});

async function counted(work: () => PromiseLike<unknown>): Promise<number> {
  const before = proxy.roundTrips();
  await inAcme(work);
  return proxy.roundTrips() - before;
}

test('a statement takes one', async () => {
  const sql = tenantSql(client);
  expect(await counted(() => sql`select name from projects where size > ${0}`)).toBe(1);
});

test('a COPY takes one, with values and beyond what is kept in memory', async () => {
  const sql = tenantSql(client);
  const copy = (rows: number) =>
    sql`copy (select n from generate_series(1, ${rows}::int) n) to stdout`.copy();
  expect(await counted(() => copy(10))).toBe(1);
  expect(await counted(async () => (await copy(400_000)).destroy())).toBe(1);
});

test('a cursor takes one a batch, and one to commit', async () => {
  const sql = tenantSql(client);
  const read = (rows: number, size: number) => async () => {
    for await (const _ of sql`select n from generate_series(1, ${rows}::int) n`.cursor(size));
  };
  expect(await counted(read(5, 10))).toBe(2);
  expect(await counted(read(25, 10))).toBe(4);
});
