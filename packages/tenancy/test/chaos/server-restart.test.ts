import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient } from '../../src/index.ts';
import { serverDrivers } from '../support/drivers.ts';
import { ownServer, type OwnServer } from '../support/own-server.ts';
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

/** What a statement may fail with while the server is away. */
const away = ['CONNECTION_LOST', 'CONNECTION_FAILED', 'TRANSACTION_ENDED'];

describe('while 20 handlers work', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  });
  afterAll(() => own.server.stop());

  const interruptions = {
    'is restarted': () => own.server.restart(),
    crashes: async () => {
      await own.server.kill();
      await own.server.restart();
    },
  };

  describe.each(serverDrivers)('by %s', (name, driver) => {
    test.each(Object.entries(interruptions))(
      'the server %s: no foreign row, what was committed is stored, and all succeeds again',
      async (how, interrupt) => {
        const client = new TenantClient(driver(own.url), { secret, max: 5 });
        const prefix = `${name} ${how}`;
        const handlers = Array.from({ length: 20 }, (_, n) => new Handler(client, prefix, n));
        const working = handlers.map((handler) => handler.work());
        await later(200);
        await interrupt();
        await later(100);
        for (const handler of handlers) handler.stop();
        await Promise.all(working);

        const failed = handlers.flatMap(({ failures }) => failures);
        expect(failed).not.toEqual([]);
        for (const code of failed) expect(away).toContain(code);
        const again = await Promise.allSettled(handlers.map((handler) => handler.once()));
        expect(again.filter(({ status }) => status === 'rejected')).toEqual([]);

        const stored = new Set(await storedEntries(own, prefix));
        const committed = handlers.flatMap((handler) => handler.committed);
        expect(committed.filter((entry) => !stored.has(entry))).toEqual([]);
        const sent = new Set(handlers.flatMap((handler) => handler.sent));
        expect([...stored].filter((entry) => !sent.has(entry))).toEqual([]);
        await client.close();
      },
    );
  });
});

/** Reads and writes as one tenant until it is stopped; a foreign row stops it with an error. */
class Handler {
  readonly failures: unknown[] = [];
  readonly sent: string[] = [];
  readonly committed: string[] = [];
  readonly #client: TenantClient;
  readonly #prefix: string;
  readonly #isAcme: boolean;
  readonly #number: number;
  #stopped = false;

  constructor(client: TenantClient, prefix: string, number: number) {
    this.#client = client;
    this.#prefix = prefix;
    this.#number = number;
    this.#isAcme = number % 2 === 0;
  }

  stop(): void {
    this.#stopped = true;
  }

  async work(): Promise<void> {
    while (!this.#stopped) {
      await this.once().catch((error: unknown) => {
        const { code } = error as { code?: string };
        if (code === undefined) throw error;
        this.failures.push(code);
      });
      await later(1);
    }
  }

  /** One read and one write, as units or in a transaction. */
  async once(): Promise<void> {
    const action = `${this.#prefix} ${this.#number} ${this.sent.length}`;
    const entry = `${this.#isAcme ? 'Acme' : 'Globex'}: ${action}`;
    const inTenant = this.#isAcme ? inAcme : inGlobex;
    const readAndWrite = async () => {
      const names = await projectNames(this.#client);
      expect(names).toEqual(this.#isAcme ? acmeNames : globexNames);
      await addEntry(this.#client, action);
    };
    this.sent.push(entry);
    await inTenant(() =>
      this.#number % 4 < 2 ? readAndWrite() : this.#client.transaction(readAndWrite),
    );
    this.committed.push(entry);
  }
}
