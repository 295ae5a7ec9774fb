import { setTimeout as later } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionLostError, PoolTimeoutError, TenantClient } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { lineProxy, type Line, type LineProxy } from '../support/line-proxy.ts';
import { secret } from '../support/schema.ts';
import {
  acmeNames,
  addEntry,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';

/** Keeps what the server answers from now on; returns what lets it through. */
function holdAnswers(line: Line): () => void {
  const held: Buffer[] = [];
  line.fromServer = (bytes) => void held.push(bytes);
  return () => {
    line.fromServer = line.toClient;
    for (const bytes of held) line.toClient(bytes);
  };
}

/** Lets only the first `count` bytes of what the client sends through. */
function swallowAfter(line: Line, count: number): void {
  let left = count;
  line.fromClient = (bytes) => {
    line.toServer(bytes.subarray(0, left));
    left = Math.max(0, left - bytes.length);
  };
}

describe.each(serverDrivers)('a line of %s that stalls', (name, driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let proxy: LineProxy;
  let client: TenantClient;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    proxy = await lineProxy(new URL(database.url));
    const bounds = { max: 1, acquireTimeout: 150, closeTimeout: 150 };
    client = new TenantClient(driver(proxy.through(database.url)), { secret, ...bounds });
    await inAcme(() => client.query('select 1'));
  });
  afterEach(async () => {
    await client.close();
    await proxy.close();
  });

  test('and goes on: who waited for the connection is refused in time, the answer is the right one', async () => {
    const goOn = holdAnswers(proxy.lines[0]!);
    const stalled = inAcme(() => projectNames(client));
    const waiting = inGlobex(() => projectNames(client));
    await expect(waiting).rejects.toThrow(PoolTimeoutError);
    goOn();
    expect(await stalled).toEqual(acmeNames);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  });

  test('for good: closing the client ends it in time, as lost', async () => {
    holdAnswers(proxy.lines[0]!);
    const stalled = inAcme(() => projectNames(client)).catch((error: unknown) => error);
    await later(20);
    const started = performance.now();
    await client.close();
    expect(performance.now() - started).toBeLessThan(1000);
    expect(await stalled).toBeInstanceOf(ConnectionLostError);
  });

  test('in the middle of what a unit sends: nothing of it is stored', async () => {
    swallowAfter(proxy.lines[0]!, 300);
    const stalled = inAcme(() => addEntry(client, `half ${name}`)).catch((error: unknown) => error);
    await later(20);
    await client.close();
    expect(await stalled).toBeInstanceOf(ConnectionLostError);
    expect(await storedEntries(database, `half ${name}`)).toEqual([]);
  });

  test('in a rollback: the connection is nobody else’s, and closing ends it', async () => {
    const why = new Error('why');
    const transaction = inAcme(() =>
      client.transaction(async (tx) => {
        await addEntry(tx, `rollback ${name}`);
        holdAnswers(proxy.lines[0]!);
        throw why;
      }),
    ).catch((error: unknown) => error);
    await later(20);
    await expect(inGlobex(() => projectNames(client))).rejects.toThrow(PoolTimeoutError);
    await client.close();
    expect(await transaction).toBe(why);
    expect(await storedEntries(database, `rollback ${name}`)).toEqual([]);
  });
});
