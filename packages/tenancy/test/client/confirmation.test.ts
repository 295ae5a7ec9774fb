import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  TenantClient,
  TenantContextMismatchError,
  withTenant,
  type Driver,
  type Step,
  type StepResult,
} from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { acme, globex, secret } from '../support/schema.ts';

type Tamper = (
  steps: readonly Step[],
  run: (steps: readonly Step[]) => Promise<readonly StepResult[]>,
) => Promise<readonly StepResult[]>;

/** The real driver on the real server, with a fault between it and the client. */
function faulty(driver: Driver, tamper: Tamper): Driver {
  return {
    ...driver,
    connect: async () => {
      const connection = await driver.connect();
      const run = connection.run.bind(connection);
      connection.run = async (steps) => (isOfUnit(steps) ? tamper(steps, run) : run(steps));
      return connection;
    },
  };
}

/** Not the guard's query, and not a rollback. */
const isOfUnit = (steps: readonly Step[]) => steps.length > 1;

describe('a result is handed over only when its own context is confirmed', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());

  async function withFault(tamper: Tamper, use: (client: TenantClient) => Promise<unknown>) {
    const client = new TenantClient(faulty(database.driver(), tamper), { secret, max: 2 });
    try {
      await use(client);
    } finally {
      await client.close();
    }
  }

  const read = (client: TenantClient, organizationId: string) =>
    withTenant({ organizationId }, () => client.query('select name from projects'));

  test('answers of two units swapped: both refused', async () => {
    const waiting: {
      answer: readonly StepResult[];
      give: (other: readonly StepResult[]) => void;
    }[] = [];
    const swap: Tamper = async (steps, run) => {
      const answer = await run(steps);
      const other = waiting.pop();
      if (other === undefined) return new Promise((give) => waiting.push({ answer, give }));
      other.give(answer);
      return other.answer;
    };
    await withFault(swap, async (client) => {
      const outcomes = await Promise.allSettled([read(client, acme.id), read(client, globex.id)]);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ reason: expect.any(TenantContextMismatchError) });
      }
    });
  });

  test('the tenant’s answer swapped, its confirmation right: refused', async () => {
    const lastRows: StepResult[] = [];
    const shift: Tamper = async (steps, run) => {
      const answer = [...(await run(steps))];
      return answer.slice(0, -1).concat(lastRows.splice(0), answer.at(-1)!).slice(1);
    };
    await withFault(shift, async (client) => {
      await expect(read(client, acme.id)).rejects.toThrow(TenantContextMismatchError);
    });
  });

  test('a context that was not entered: refused by the server', async () => {
    const forget: Tamper = (steps, run) =>
      run(steps.filter(({ text }) => !text.includes('enter_')));
    await withFault(forget, async (client) => {
      await expect(read(client, acme.id)).rejects.toThrow(TenantContextMismatchError);
    });
  });

  test('a confirmation that was not sent: refused', async () => {
    const forget: Tamper = (steps, run) =>
      run(steps.filter(({ text }) => !text.includes('confirm_')));
    await withFault(forget, async (client) => {
      await expect(read(client, acme.id)).rejects.toThrow(TenantContextMismatchError);
    });
  });

  test('in a transaction each statement is confirmed, and a write that was not is rolled back', async () => {
    let statements = 0;
    const swapThird: Tamper = async (steps, run) => {
      const answer = await run(steps);
      statements += 1;
      return statements === 3
        ? answer.map((result) => ({ ...result, rows: [['another nonce']] }))
        : answer;
    };
    await withFault(swapThird, async (client) => {
      const write = withTenant({ organizationId: acme.id }, () =>
        client.transaction(async (tx) => {
          await tx.query(`insert into projects (name) values ('unconfirmed')`);
          await tx.query('select 1');
          await tx.query('select name from projects');
        }),
      );
      await expect(write).rejects.toThrow(TenantContextMismatchError);
    });
    const [row] = await database.admin(
      `select count(*)::int as n from projects where name = 'unconfirmed'`,
    );
    expect(row).toEqual({ n: 0 });
  });
});
