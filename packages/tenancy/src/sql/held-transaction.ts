import type { Statement } from '../client/statement.ts';
import type { IsolatedClient } from '../client/tenant-client.ts';
import type { Transaction } from '../client/transaction.ts';
import { thisFlow } from '../context/store.ts';
import type { SqlClient } from './query.ts';

/** A transaction whose statements do not come from inside one function. */
export interface HeldTransaction {
  /** Runs `work` in the flow in which the transaction was begun, wherever it is called from. */
  run<T>(work: (handle: Transaction) => Promise<T>): Promise<T>;
  /** Gives it up in good order. One that was open before stays open, so `cleanUp` runs in it. */
  finish(cleanUp: Statement): Promise<void>;
  /** Gives it up because of `error`: rolled back, unless it was open before. */
  fail(error: unknown): Promise<void>;
}

/** @returns the transaction that is open in this flow; one of its own, in which nothing was sent yet, when none is. */
export async function holdTransaction(client: SqlClient): Promise<HeldTransaction> {
  if (!('openTransaction' in client)) return joined(client);
  const open = await client.openTransaction();
  return open ? joined(open) : begun(client);
}

function joined(handle: Transaction): HeldTransaction {
  const inFlow = thisFlow();
  return {
    run: (work) => inFlow(() => work(handle)),
    finish: (cleanUp) => inFlow(async () => void (await handle.query(cleanUp))),
    fail: async () => {},
  };
}

/** Its function waits, inside the transaction, until it is given up. */
function begun(client: IsolatedClient): Promise<HeldTransaction> {
  return new Promise((resolve, reject) => {
    const ended = client.transaction(
      (handle) =>
        new Promise<void>((finish, fail) => {
          const inFlow = thisFlow();
          resolve({
            run: (work) => inFlow(() => work(handle)),
            finish: () => {
              finish();
              return ended;
            },
            fail: async (error) => {
              fail(error);
              await ended.catch(() => {}); // It is the same error.
            },
          });
        }),
    );
    ended.catch(reject);
  });
}
