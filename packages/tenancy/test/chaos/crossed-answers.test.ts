import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TenantContextMismatchError, type TenantClient } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { isReady, MessageReader } from '../support/messages.ts';
import {
  acmeNames,
  addEntry,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';
import { twoTenants, type TwoTenants } from '../support/two-tenants.ts';

/** From now on each client gets what the other one's backend answers, in step; who is left waiting is cut. */
function crossForGood({ acme, globex }: TwoTenants): void {
  const [ofAcme, ofGlobex]: [Buffer[], Buffer[]] = [[], []];
  const exchange = () => {
    if (ofAcme.length === 0 || ofGlobex.length === 0) return;
    globex.line.toClient(ofAcme.shift()!);
    acme.line.toClient(ofGlobex.shift()!);
  };
  acme.line.fromServer = (bytes) => {
    ofAcme.push(bytes);
    exchange();
  };
  globex.line.fromServer = (bytes) => {
    ofGlobex.push(bytes);
    exchange();
  };
  setTimeout(() => {
    acme.line.cut();
    globex.line.cut();
  }, 100);
}

/** Exchanges the next answers, each up to its ReadyForQuery, once both are there. */
function crossOnce({ acme, globex }: TwoTenants): void {
  const lines = [acme.line, globex.line];
  const whole = lines.map((line) => {
    const reader = new MessageReader();
    const answer: Buffer[] = [];
    return new Promise<Buffer>((resolve) => {
      line.fromServer = (bytes) => {
        answer.push(...reader.read(bytes));
        if (answer.length > 0 && isReady(answer.at(-1)!)) resolve(Buffer.concat(answer));
      };
    });
  });
  Promise.all(whole).then(
    ([ofAcme, ofGlobex]) => {
      for (const line of lines) line.fromServer = line.toClient;
      acme.line.toClient(ofGlobex!);
      globex.line.toClient(ofAcme!);
    },
    () => {},
  );
}

describe.each(serverDrivers)('answers of two clients of %s crossed', (name, driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let tenants: TwoTenants;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    tenants = await twoTenants(database.url, driver);
  });
  afterEach(() => tenants.close());

  /** Both at once; returns how each ended. */
  async function both(use: (client: TenantClient) => Promise<unknown>): Promise<unknown[]> {
    const { acme, globex } = tenants;
    const runs = [inAcme(() => use(acme.client)), inGlobex(() => use(globex.client))];
    return Promise.all(runs.map((run) => run.catch((error: unknown) => error)));
  }

  const refused = Array.from({ length: 2 }, () => expect.any(TenantContextMismatchError));

  /** At least one got the other's answer; who got none, because the other one hung up, is lost. */
  function expectRefusedOrLost(outcomes: unknown[]): void {
    const codes = outcomes.map((outcome) => (outcome as { code?: string }).code);
    expect(codes).toContain('TENANT_CONTEXT_MISMATCH');
    for (const code of codes)
      expect(['TENANT_CONTEXT_MISMATCH', 'CONNECTION_LOST']).toContain(code);
  }

  /** The pools have replaced what they did not trust. */
  async function expectBothToWork(): Promise<void> {
    expect(await both(projectNames)).toEqual([acmeNames, globexNames]);
  }

  test('for good: two reads are refused', async () => {
    crossForGood(tenants);
    expectRefusedOrLost(await both(projectNames));
    await expectBothToWork();
  });

  test('for good: two writes are refused, and stored under nobody else', async () => {
    crossForGood(tenants);
    const mark = `crossed ${name}`;
    expectRefusedOrLost(await both((client) => addEntry(client, mark)));
    for (const entry of await storedEntries(database, mark)) {
      expect([`Acme: ${mark}`, `Globex: ${mark}`]).toContain(entry);
    }
    await expectBothToWork();
  });

  test('for good, in the middle of two transactions: both are rolled back', async () => {
    const [others, meet] = barrier(2);
    const outcomes = await both((client) =>
      client.transaction(async (tx) => {
        await addEntry(tx, `middle ${name}`);
        meet();
        await others;
        crossForGood(tenants);
        return projectNames(tx);
      }),
    );
    expectRefusedOrLost(outcomes);
    expect(await storedEntries(database, `middle ${name}`)).toEqual([]);
    await expectBothToWork();
  });

  // postgres.js asks for the confirmation in a round trip of its own: of one step it cannot tell.
  const describeOnce = name === 'node-postgres' ? describe : () => {};
  describeOnce('once', () => {
    test('two reads: refused', async () => {
      crossOnce(tenants);
      expect(await both(projectNames)).toEqual(refused);
      await expectBothToWork();
    });

    test('two writes: refused, and each is stored under its own tenant', async () => {
      crossOnce(tenants);
      expect(await both((client) => addEntry(client, 'once'))).toEqual(refused);
      expect(await storedEntries(database, 'once')).toEqual(['Acme: once', 'Globex: once']);
      await expectBothToWork();
    });

    test.each([1, 2])('statement %i of two transactions: both are rolled back', async (nth) => {
      const [others, meet] = barrier(2);
      const outcomes = await both((client) =>
        client.transaction(async (tx) => {
          if (nth === 2) await addEntry(tx, 'statement 1');
          meet();
          await others;
          crossOnce(tenants);
          return addEntry(tx, 'statement 2');
        }),
      );
      expect(outcomes).toEqual(refused);
      expect(await storedEntries(database, 'statement')).toEqual([]);
      await expectBothToWork();
    });

    test('two commits: neither is reported, and each is stored under its own tenant', async () => {
      const [others, meet] = barrier(2);
      const outcomes = await both((client) =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'commit');
          meet();
          await others;
          crossOnce(tenants);
        }),
      );
      expect(outcomes).toEqual(refused);
      expect(await storedEntries(database, 'commit')).toEqual(['Acme: commit', 'Globex: commit']);
      await expectBothToWork();
    });
  });
});

/** A promise that resolves once `meet` was called `count` times. */
function barrier(count: number): [met: Promise<void>, meet: () => void] {
  let meet!: () => void;
  let missing = count;
  const met = new Promise<void>((resolve) => {
    meet = () => {
      missing -= 1;
      if (missing === 0) resolve();
    };
  });
  return [met, meet];
}
