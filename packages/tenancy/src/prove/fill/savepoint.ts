import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { serverError, type ServerError } from './server-error.ts';

/** What came of a statement that may fail. */
export type Answer<Row = unknown> =
  | { readonly rows: readonly Row[]; readonly error?: undefined }
  | { readonly error: ServerError };

/** Statements between a savepoint and its release. */
export interface Held {
  /** Runs one statement. An error undoes all since the savepoint, and is an answer. */
  try<Row>(text: string, values?: readonly unknown[]): Promise<Answer<Row>>;
  /** Undoes all since the savepoint. */
  undo(): Promise<void>;
}

/** Runs `work` behind a savepoint of its own; what it has not undone stays. */
export async function held<T>(admin: Queryable, work: (held: Held) => Promise<T>): Promise<T> {
  await admin.query('savepoint prove_fill');
  const undo = async () => {
    await admin.query('rollback to savepoint prove_fill');
  };
  const result = await work({
    async try<Row>(text: string, values: readonly unknown[] = []): Promise<Answer<Row>> {
      try {
        return { rows: await rowsOf<Row>(admin, text, values) };
      } catch (error) {
        const answer = { error: serverError(error) };
        await undo();
        return answer;
      }
    },
    undo,
  });
  await admin.query('release savepoint prove_fill');
  return result;
}
