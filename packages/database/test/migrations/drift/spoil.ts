import { afterAll, beforeEach, expect, onTestFailed } from 'vitest';
import type { Session } from '../../../src/environment/session.ts';
import type { Schema } from '../../../src/migrations/dump/object.ts';
import {
  differenceOf,
  type Difference,
  type DriftDatabase,
  sentencesOf,
} from '../support/drift.ts';

/** Something that was done to a database, and what is said of it. */
export interface KnownDrift {
  readonly name: string;
  readonly sql: string;
  /** Beginnings of the sentences, in any order. */
  readonly says: readonly string[];
  /** Only a superuser can mend it. Default: the migration login. */
  readonly mendedBy?: 'superuser';
  readonly allowDataLoss?: boolean;
}

/**
 * One database for the tests of a file: each leaves it as it found it, or it would have failed; after one that failed
 * there is another.
 */
export function sharedDatabase(make: () => Promise<DriftDatabase>): () => DriftDatabase {
  let database: DriftDatabase | undefined;
  beforeEach(async () => {
    database ??= await make();
    onTestFailed(async () => {
      await database?.close();
      database = undefined;
    });
  });
  afterAll(() => database?.close());
  return () => {
    if (database === undefined) throw new Error('There is a database within a test.');
    return database;
  };
}

/** Says what differs, and expects each beginning to be there and no sentence to be without one. */
export async function expectSaid(
  session: Session,
  expected: Schema,
  { says, allowDataLoss = false }: Pick<KnownDrift, 'says' | 'allowDataLoss'>,
): Promise<Difference> {
  const spoilt = await differenceOf(session, expected, { allowDataLoss });
  const said = sentencesOf(spoilt);
  for (const sentence of says) expect(said).toContainEqual(expect.stringContaining(sentence));
  const unforeseen = said.filter((sentence) => !says.some((start) => sentence.startsWith(start)));
  expect(unforeseen).toEqual([]);
  return spoilt;
}

/** Runs the SQL, and expects that nothing differs any more. */
export async function expectMended(
  session: Session,
  expected: Schema,
  sql: string,
  mender: Session = session,
): Promise<void> {
  try {
    await mender.run(sql);
  } catch (error) {
    throw new Error(`${String(error)} in\n${sql}`, { cause: error });
  }
  const mended = await differenceOf(session, expected);
  if (mended.findings.length > 0) {
    throw new Error(`${sentencesOf(mended).join('\n')}\nafter\n${sql}`);
  }
  expect(mended.sql).toBe('');
}
