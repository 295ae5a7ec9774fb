import { newNonce } from '../client/nonce.ts';
import type { Statement } from '../client/statement.ts';
import { sameContext, tryGetTenantContext } from '../context/store.ts';
import { StatementError } from '../errors/client.ts';
import { TenantContextChangeError } from '../errors/context.ts';
import { holdTransaction } from './held-transaction.ts';
import type { SqlClient } from './query.ts';

/** FETCH counts in 32 bits. */
const maximum = 2_147_483_647;

/** The rows of `statement`, `size` at a time; see `SqlQuery.cursor`. */
export function cursor<T>(
  client: SqlClient,
  statement: Statement,
  size: number,
): AsyncIterable<T[]> {
  if (!Number.isInteger(size) || size < 1 || size > maximum) {
    throw new StatementError(
      `A batch has a whole number of rows from 1 on, not ${size}. Nothing was sent.`,
    );
  }
  return { [Symbol.asyncIterator]: () => inOneContext(batches<T>(client, statement, size)) };
}

async function* batches<T>(
  client: SqlClient,
  statement: Statement,
  size: number,
): AsyncGenerator<T[], void, undefined> {
  // Not to be guessed: a statement in the loop could close it, and declare another of that name.
  const name = `tenancy_${newNonce().replaceAll('-', '')}`;
  const declare = { ...statement, text: `declare ${name} no scroll cursor for ${statement.text}` };
  const fetch = { text: `fetch forward ${size} from ${name}` };
  const transaction = await holdTransaction(client);
  const rowsOf = async (statements: readonly Statement[]) => {
    const results = await transaction.run((handle) => handle.batch(statements));
    return results.at(-1)!.rows as T[];
  };

  let rows: T[];
  let failure: { readonly error: unknown } | undefined;
  try {
    rows = await rowsOf([declare, fetch]);
    while (rows.length === size) {
      yield rows;
      rows = await rowsOf([fetch]);
    }
  } catch (error) {
    failure = { error };
    throw error;
  } finally {
    // Reached by `break` and by an error in the loop, too.
    if (failure) await transaction.fail(failure.error);
    else await transaction.finish({ text: `close ${name}` });
  }
  if (rows.length > 0) yield rows;
}

/** Goes on only in the context in which it began: rows of one tenant are not handed to code that acts for another. */
function inOneContext<T>(generator: AsyncGenerator<T, void, undefined>): AsyncIterator<T, void> {
  let begun: { readonly context: ReturnType<typeof tryGetTenantContext> } | undefined;
  return {
    next: async () => {
      const context = tryGetTenantContext();
      begun ??= { context };
      if (context && !sameContext(begun.context, context)) throw new TenantContextChangeError();
      return generator.next();
    },
    return: () => generator.return(),
  };
}
