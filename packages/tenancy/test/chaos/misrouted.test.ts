import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { serverDatabase } from '../support/database.ts';
import { isReady, MessageReader, typeOf } from '../support/messages.ts';
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

const steps = ['begin', 'reset', 'enter', 'statement', 'confirm', 'commit'];

/** What a unit of one statement is on the wire, before the Sync. Only the statement is described. */
const messages = steps.flatMap((step) =>
  ['Parse', 'Bind', ...(step === 'statement' ? ['Describe'] : []), 'Execute'].map((message) => ({
    step,
    message,
  })),
);

describe('what a client sends, given to another backend', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let tenants: TwoTenants;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const driver = (connectionString: string) => nodePostgres({ connectionString });
    // As behind a pooler. With names, what is moved lacks them there, and is refused.
    tenants = await twoTenants(database.url, driver, { namedStatements: false });
  });
  afterEach(() => tenants.close());

  /** Gives the next thing that Acme sends to Globex' backend, and brings the answer back. */
  function misroute(): void {
    const { acme, globex } = tenants;
    acme.line.fromClient = (bytes) => {
      acme.line.fromClient = acme.line.toServer;
      const reader = new MessageReader();
      globex.line.fromServer = (answer) => {
        acme.line.toClient(answer);
        if (reader.read(answer).some(isReady)) globex.line.fromServer = globex.line.toClient;
      };
      globex.line.toServer(bytes);
    };
  }

  /** Gives the `moved` of the messages of Acme's next unit to Globex' backend; its answers stay there. */
  function misrouteMessages(moved: (index: number, message: Buffer) => boolean): void {
    const { acme, globex } = tenants;
    const reader = new MessageReader();
    let index = 0;
    acme.line.fromClient = (bytes) => {
      for (const message of reader.read(bytes)) {
        const line = moved(index, message) ? globex.line : acme.line;
        line.toServer(message);
        index += 1;
        // Without a Sync nothing is answered.
        if (typeOf(message) === 'S' && line === globex.line) setTimeout(acme.line.cut, 50);
      }
    };
  }

  const asAcme = <T>(use: (client: TenantClient) => Promise<T>) =>
    inAcme(() => use(tenants.acme.client));
  const asGlobex = <T>(use: (client: TenantClient) => Promise<T>) =>
    inGlobex(() => use(tenants.globex.client));

  /** Runs `use` while Globex' backend has a transaction open in which it wrote `written`; returns its fate. */
  async function withGlobexOpen(written: string, use: () => Promise<void>): Promise<unknown> {
    let isOpen!: () => void;
    let go!: () => void;
    const opened = new Promise<void>((resolve) => (isOpen = resolve));
    const used = new Promise<void>((resolve) => (go = resolve));
    const transaction = asGlobex((client) =>
      client.transaction(async (tx) => {
        await addEntry(tx, written);
        isOpen();
        await used;
        return addEntry(tx, written);
      }),
    ).catch((error: unknown) => error);
    await opened;
    await use().finally(go);
    return transaction;
  }

  test('a whole unit, to an idle one: as behind a pooler, it is Acme’s', async () => {
    misroute();
    expect(await asAcme(projectNames)).toEqual(acmeNames);
    misroute();
    await asAcme((client) => addEntry(client, 'pooled'));
    expect(await storedEntries(database, 'pooled')).toEqual(['Acme: pooled']);
    expect(await asGlobex(projectNames)).toEqual(globexNames);
  });

  test.each([
    ['a read', projectNames],
    ['a write', (client: TenantClient) => addEntry(client, 'unit into')],
  ])('a whole unit, %s, into an open transaction: neither is committed', async (_, use) => {
    const globexs = await withGlobexOpen('unit into: theirs', async () => {
      misroute();
      // "must be called before any query": begin names what cannot be changed any more.
      await expect(asAcme<unknown>(use)).rejects.toMatchObject({ sqlState: '25001' });
    });
    expect(globexs).toBeInstanceOf(Error);
    expect(await storedEntries(database, 'unit into')).toEqual([]);
  });

  test.each([
    ['a read', projectNames],
    ['a write', (client: Pick<TenantClient, 'query'>) => addEntry(client, 'statement to')],
  ])('%s of a transaction, to an idle one: refused, rolled back', async (_, use) => {
    const transaction = asAcme((client) =>
      client.transaction(async (tx) => {
        await addEntry(tx, 'statement to: first');
        misroute();
        return use(tx);
      }),
    );
    await expect(transaction).rejects.toThrow(Error);
    expect(await storedEntries(database, 'statement to')).toEqual([]);
    expect(await asAcme(projectNames)).toEqual(acmeNames);
    expect(await asGlobex(projectNames)).toEqual(globexNames);
  });

  test.each([
    ['a read', projectNames],
    ['a write', (client: Pick<TenantClient, 'query'>) => addEntry(client, 'statement into')],
  ])('%s of a transaction, into another: both are rolled back', async (_, use) => {
    const globexs = await withGlobexOpen('statement into: theirs', async () => {
      const transaction = asAcme((client) =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'statement into: first');
          misroute();
          return use(tx);
        }),
      );
      await expect(transaction).rejects.toMatchObject({ code: 'TENANT_CONTEXT_MISMATCH' });
    });
    expect(globexs).toBeInstanceOf(Error);
    expect(await storedEntries(database, 'statement into')).toEqual([]);
  });

  test('a commit, into another transaction: both are rolled back', async () => {
    const globexs = await withGlobexOpen('commit into: theirs', async () => {
      const transaction = asAcme((client) =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'commit into');
          misroute();
        }),
      );
      await expect(transaction).rejects.toMatchObject({ code: 'TENANT_CONTEXT_MISMATCH' });
    });
    expect(globexs).toBeInstanceOf(Error);
    expect(await storedEntries(database, 'commit into')).toEqual([]);
  });

  describe('one step of a unit', () => {
    const messagesOf = (step: string) => (index: number) => messages[index]?.step === step;

    test.each(steps)('%s, to an idle one: what is answered is refused', async (step) => {
      misrouteMessages(messagesOf(step));
      await expect(asAcme(projectNames)).rejects.toThrow(Error);
      expect(await asGlobex(projectNames).catch(() => globexNames)).toEqual(globexNames);
    });

    test.each(steps)('%s, into a transaction: nothing is stored elsewhere', async (step) => {
      const mark = `step ${step}`;
      await withGlobexOpen(`${mark}: theirs`, async () => {
        misrouteMessages(messagesOf(step));
        await expect(asAcme((client) => addEntry(client, mark))).rejects.toThrow(Error);
      });
      // A commit that is let into a transaction commits it: the damage stays within the tenant.
      const own = [`Acme: ${mark}`, `Globex: ${mark}: theirs`];
      for (const entry of await storedEntries(database, mark)) expect(own).toContain(entry);
    });
  });

  describe('one message of a unit, to an idle one', () => {
    const names = messages.map(({ message, step }) => `${message} of ${step}`);
    const cases = [...names, 'Sync'].map((name, index): [string, number] => [name, index]);
    test.each(cases)('%s: the unit is refused, or whole', async (_, moved) => {
      const mark = `message ${moved};`;
      misrouteMessages((index) => index === moved);
      const outcome = await asAcme((client) =>
        client.query('insert into entries (action) values ($1) returning action', [mark]),
      ).then(
        ({ rows }) => rows,
        () => 'refused',
      );
      expect(['refused', [{ action: mark }]]).toContainEqual(outcome);
      const stored = await storedEntries(database, mark);
      if (outcome !== 'refused') expect(stored).toEqual([`Acme: ${mark}`]);
      for (const entry of stored) expect(entry).toBe(`Acme: ${mark}`);
      expect(await asGlobex(projectNames).catch(() => globexNames)).toEqual(globexNames);
    });
  });
});
