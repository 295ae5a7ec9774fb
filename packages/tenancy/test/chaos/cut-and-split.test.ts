import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient, type StepResult } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { lineProxy, type Line } from '../support/line-proxy.ts';
import { secret } from '../support/schema.ts';
import { isSoak, soakSeed } from '../support/soak.ts';
import { acmeNames, inAcme, storedEntries } from '../support/tenants.ts';
import { countUnit, cutUnit, splitAt, splitUnit, type Sender } from '../support/unit-bytes.ts';

const senders: Sender[] = ['client', 'server'];

/** The bytes to interfere at: all of them in a soak, otherwise each `stride`th, others in each run. */
function positions(total: number, stride: number): number[] {
  const step = isSoak ? 1 : stride;
  const first = soakSeed % step;
  const within = Array.from(
    { length: Math.ceil((total - first) / step) },
    (_, i) => first + i * step,
  );
  // The last byte tells that the commit happened: without it, and with it.
  return [...new Set([...within, total - 1, total])];
}

/** A unit that writes and reads. */
const unit = (client: TenantClient, action: string) =>
  inAcme(() =>
    client.batch([
      { text: 'insert into entries (action) values ($1) returning action', values: [action] },
      { text: 'select name from projects order by name' },
    ]),
  );

const rowsOf = (results: readonly StepResult[]) => results.map(({ rows }) => rows);
const whole = (action: string) => [[{ action }], acmeNames.map((name) => ({ name }))];

describe.each(serverDrivers)('a unit of %s', (name, driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());

  /** Runs `use` with a client whose lines `interfere` is given. */
  async function interfered<T>(
    interfere: (line: Line) => void,
    use: (client: TenantClient) => Promise<T>,
  ): Promise<T> {
    const proxy = await lineProxy(new URL(database.url), interfere);
    const client = new TenantClient(driver(proxy.through(database.url)), { secret, max: 1 });
    try {
      return await use(client);
    } finally {
      await client.close();
      await proxy.close();
    }
  }

  async function lengthOf(sender: Sender): Promise<number> {
    let length = () => 0;
    await interfered(
      (line) => (length = countUnit(line, sender)),
      (client) => unit(client, `${sender} measured`),
    );
    return length();
  }

  test.each(senders)(
    'cut anywhere in what the %s sends is lost or whole, and stored when reported',
    async (sender) => {
      const total = await lengthOf(sender);
      expect(total).toBeGreaterThan(400);
      const prefix = `cut ${name} ${sender}`;
      const reported: string[] = [];
      for (const at of positions(total, 61)) {
        const action = `${prefix} ${at}`;
        const outcome = await interfered(
          (line) => cutUnit(line, sender, at),
          (client) => unit(client, action).then(rowsOf, ({ code }: { code: string }) => code),
        );
        expect([whole(action), 'CONNECTION_LOST']).toContainEqual(outcome);
        if (outcome !== 'CONNECTION_LOST') reported.push(`Acme: ${action}`);
      }
      const stored = await storedEntries(database, prefix);
      expect(reported.filter((entry) => !stored.includes(entry))).toEqual([]);
      expect(stored.length).toBe(new Set(stored).size);
      // Of the client's bytes the server needs nearly all; of the server's, all but none are needed.
      const storedShare = stored.length / positions(total, 61).length;
      if (sender === 'client') expect(storedShare).toBeLessThan(0.2);
      else if (name === 'node-postgres') expect(storedShare).toBe(1);
    },
    isSoak ? 300_000 : 30_000,
  );

  test.each(senders)(
    'split anywhere in what the %s sends is the same unit',
    async (sender) => {
      const total = await lengthOf(sender);
      let border = 0;
      await interfered(
        (line) => splitAt(line, sender, () => border),
        async (client) => {
          for (const at of positions(total, 37)) {
            border = at;
            const action = `split ${name} ${sender} ${at}`;
            expect(rowsOf(await unit(client, action))).toEqual(whole(action));
          }
        },
      );
    },
    isSoak ? 300_000 : 30_000,
  );

  test.each(senders)('in tiny packets from the %s is the same unit', async (sender) => {
    const action = `tiny ${name} ${sender}`;
    const results = await interfered(
      (line) => splitUnit(line, sender, isSoak ? 1 : 3),
      (client) => unit(client, action),
    );
    expect(rowsOf(results)).toEqual(whole(action));
  });
});
