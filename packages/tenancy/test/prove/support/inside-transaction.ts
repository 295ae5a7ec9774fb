import type { Queryable } from '../../../src/check.ts';

/** A connection whose transaction is open, and stays so: what begins and rolls back one uses a savepoint. */
export function insideTransaction(db: Queryable): Queryable {
  const instead = (text: string) =>
    text.startsWith('begin')
      ? 'savepoint inside'
      : text === 'rollback'
        ? 'rollback to savepoint inside'
        : text;
  return { query: (text, values) => db.query(instead(text), values) };
}
