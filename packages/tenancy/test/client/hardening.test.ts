import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient, type Driver } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { countedClient, type CountedClient } from '../support/counted-client.ts';
import type { ServerDatabase } from '../support/database.ts';
import { secret } from '../support/schema.ts';
import { inAcme, inGlobex } from '../support/tenants.ts';

describe("hardening: 'standard' on node-postgres", () => {
  let counted: CountedClient;
  let client: TenantClient;
  let database: ServerDatabase;
  beforeAll(async () => {
    counted = await countedClient('node-postgres', { hardening: 'standard' });
    ({ client, database } = counted);
  });
  afterAll(() => counted.close());

  const names = async (one = client) => {
    const { rows } = await inAcme(() =>
      one.query({
        text: 'select statement from pg_prepared_statements',
        rowMode: 'array',
      }),
    );
    return (rows as string[][]).map(([statement]) => statement!);
  };
  /** Counts what ran, whatever was rolled back, and whatever a session has forgotten. */
  const canary = async () => {
    const [row] = await database.admin('select last_value::int as n from app.canary');
    return (row as { n: number }).n;
  };

  test('isolates, and takes one round trip, also the first time', async () => {
    const read = () => client.query('select name from projects where size > $1 order by name', [0]);
    expect(await counted.roundTrips(read)).toBe(1);
    expect(await counted.roundTrips(read)).toBe(1);
    const { rows } = await inGlobex(read);
    expect(rows).toEqual(['Globex 1', 'Globex 2', 'Globex 3'].map((name) => ({ name })));
  });

  test('statements are parsed once a connection', async () => {
    const parsed = async () => (await names()).filter((text) => text === 'select 41 + 1');
    for (let i = 0; i < 3; i += 1) await inAcme(() => client.query('select 41 + 1'));
    expect(await parsed()).toHaveLength(1);
  });

  test('at most 64 are kept, whatever is sent; the least recently used go', async () => {
    for (let i = 0; i < 200; i += 1) await inAcme(() => client.query(`select ${i} as n`));
    const kept = await names();
    expect(kept.length).toBeLessThanOrEqual(65);
    expect(kept).toContain('select 199 as n');
    expect(kept).not.toContain('select 3 as n');
  });

  test('one that fails leaves nothing that is taken for something else', async () => {
    await expect(inAcme(() => client.query('select 1/0 as boom'))).rejects.toMatchObject({
      sqlState: '22012',
    });
    await expect(inAcme(() => client.query('select 1/0 as boom'))).rejects.toMatchObject({
      sqlState: '22012',
    });
    await names(); // What is given up is closed at the end of the next unit.
    expect((await names()).filter((text) => text.includes('boom'))).toHaveLength(0);
  });

  test('a table that changes under a named statement', async () => {
    const read = () => inAcme(() => client.query('select * from entries'));
    await read();
    await database.admin('alter table entries add column later integer');
    const { fields } = await read();
    expect(fields.map(({ name }) => name)).toContain('later');
    await database.admin('alter table entries drop column later');
  });

  test('names that the session has lost, as behind a pooler that keeps none: no more names, no error', async () => {
    const one = counted.open();
    await inAcme(() => one.query('select 1'));
    await inAcme(() => one.query('deallocate all'));
    const { rows } = await inGlobex(() => one.query('select count(*)::int as n from projects'));
    expect(rows).toEqual([{ n: 3 }]);
    await inAcme(() => one.query('select 2'));
    expect(await names(one)).toEqual([]);
    await one.close();
  });

  test('a write behind a lost name happens once', async () => {
    const one = counted.open();
    const write = () => one.query(`insert into entries (action) values ('once')`);
    await inAcme(write);
    await inAcme(() => one.query('deallocate all'));
    await inAcme(write);
    const { rows } = await inAcme(() => one.query(`select from entries where action = 'once'`));
    expect(rows).toHaveLength(2);
    await one.close();
  });

  test.each(['26000', '0A000'])('a statement that itself raises %s runs once', async (sqlState) => {
    await inAcme(() => client.query(`select nextval('app.canary')`));
    const before = await canary();
    const code = `do $$ begin perform nextval('app.canary'); raise 'mine' using errcode = '${sqlState}'; end $$`;
    await expect(inAcme(() => client.query(code))).rejects.toMatchObject({ sqlState });
    expect(await canary()).toBe(before + 1);
  });

  test('without names it works as well', async () => {
    const one = counted.open({ namedStatements: false });
    await inAcme(() => one.query('select 1'));
    expect(await names(one)).toEqual([]);
    await one.close();
  });

  test('what the server refuses on parsing, as it refuses a stale name, is not sent again where nothing is named', async () => {
    const one = counted.open({ namedStatements: false });
    await inAcme(() => one.query('select 1'));
    const refused = () =>
      expect(one.query('select distinct name from projects for update')).rejects.toMatchObject({
        sqlState: '0A000',
        started: false,
      });
    expect(await counted.roundTrips(refused)).toBe(1);
    await one.close();
  });

  test('full is the default, and names only what runs behind the cleaning', async () => {
    const one = counted.open({ hardening: undefined });
    await inAcme(() => one.query('select 1'));
    expect((await names(one)).toSorted()).toEqual(['commit', 'select app.confirm_context($1, $2)']);
    await one.close();
  });

  // Each takes what the original takes; the confirmation's also gives the right answer.
  test.each([
    ['commit', `as select nextval('app.canary')`],
    [
      'select app.confirm_context($1, $2)',
      `(text, text) as select concat(current_setting('app.context_nonce'), ' ',
        current_setting('app.context_entered'), left(nextval('app.canary')::text, 0))`,
    ],
  ])('full: a replacement of %s is removed before it is reached', async (text, replacement) => {
    const one = counted.open({ hardening: 'full' });
    await inAcme(() => one.query(`select nextval('app.canary')`));
    const { rows } = await inAcme(() =>
      one.query('select name from pg_prepared_statements where statement = $1', [text]),
    );
    const [{ name }] = rows as [{ name: string }];
    const before = await canary();
    await inAcme(() =>
      one.query(`do $$ begin
        execute 'deallocate "${name}"';
        execute $prepare$ prepare "${name}" ${replacement} $prepare$;
      end $$`),
    ).catch(() => {
      // In place of its own commit runs the replacement.
    });
    expect(await canary()).toBe(before + 1);
    await inGlobex(() => one.query('insert into entries (action) values ($1)', [`after ${text}`]));
    expect(await canary()).toBe(before + 1);
    const stored = await database.admin(
      `select count(*)::int as n from entries where action = 'after ${text}'`,
    );
    expect(stored).toEqual([{ n: 1 }]);
    await one.close();
  });

  test('behind a pooler nothing is named: its process is not the server’s', async () => {
    const pooled = (driver: Driver): Driver => ({
      ...driver,
      connect: async () => {
        const connection = await driver.connect();
        return Object.defineProperty(connection, 'processId', { value: 1 });
      },
    });
    const one = new TenantClient(pooled(nodePostgres({ connectionString: database.url })), {
      secret,
      hardening: 'standard',
      max: 1,
    });
    await inAcme(() => one.query('select 1'));
    expect(await names(one)).toEqual([]);
    await one.close();
  });

  test('what it gives up: a setting of one tenant meets the next one', async () => {
    const one = counted.open();
    await inAcme(() => one.query(`select set_config('TimeZone', 'Asia/Tokyo', false)`));
    const timeZone = () => one.query(`select current_setting('TimeZone') as zone`);
    expect((await inGlobex(timeZone)).rows).toEqual([{ zone: 'Asia/Tokyo' }]);
    await one.close();
  });
});
