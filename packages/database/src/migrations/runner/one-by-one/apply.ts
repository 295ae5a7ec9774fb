import { OperationError } from '../../../environment/errors.ts';
import type { Session } from '../../../environment/session.ts';
import { type AttemptOptions, givingWay, noticeDeadClient, patience } from '../attempts.ts';
import { writeJournal } from '../journal.ts';
import type { Migration } from '../registry.ts';
import { dropLeftovers, prepareIndex } from './concurrent-index.ts';
import {
  beginProgress,
  endProgress,
  forgetProgress,
  noteProgress,
  readProgress,
  type StatementProgress,
} from './progress.ts';
import { readStatements } from './read.ts';
import type { OneStatement } from './statement.ts';

/*
 *   for each statement          setting       send it
 *                               done          pass over it
 *                               transaction   begin - statement - note "done" - commit     once, or not at all
 *                               index, alone  note "begun" - statement - note "done"       see StatementKind
 *   at the end                                begin - journal - forget the notes - commit
 */

export interface OneByOneOptions extends AttemptOptions {
  /** Makes the error of a statement that failed. */
  failed(failure: StatementFailure): unknown;
}

export interface StatementFailure {
  /** Counts from 0. */
  readonly position: number;
  readonly count: number;
  /** The invalid indexes it left, which are dropped. */
  readonly dropped: readonly string[];
  readonly cause: unknown;
}

/**
 * Applies a no-transaction migration, from where an earlier run left it.
 *
 * @throws OperationError `MIGRATIONS_INVALID`, `MIGRATIONS_DRIFTED`, and what `failed` makes.
 */
export async function applyOneByOne(
  session: Session,
  migration: Migration,
  options: OneByOneOptions,
): Promise<void> {
  const progress = await readProgress(session, migration);
  const statements = await readStatements(migration, progress);
  if (progress.some(({ state }) => state === 'done')) {
    const done = progress.filter(({ state }) => state === 'done').length;
    options.log?.(`${done} of its ${statements.length} statements were run before: going on.`);
  }
  // CREATE INDEX CONCURRENTLY waits for older transactions by design, and blocks nobody while it does.
  await session.run(
    `reset role; reset all; set statement_timeout = 0; set lock_timeout = 0; ${noticeDeadClient}`,
  );
  await beginProgress(session);
  for (const [position, statement] of statements.entries()) {
    const before = progress.find((entry) => entry.position === position);
    try {
      await runOne(session, migration, { position, statement, before }, options);
    } catch (cause) {
      const dropped = await cleanUp(session, migration, { position, statement, before }, cause);
      throw options.failed({ position, count: statements.length, dropped, cause });
    }
  }
  await session.transaction(async () => {
    await session.run('reset role; reset all');
    await writeJournal(session, migration);
    await endProgress(session, migration);
  });
}

interface Place {
  readonly position: number;
  readonly statement: OneStatement;
  readonly before: StatementProgress | undefined;
}

async function runOne(
  session: Session,
  migration: Migration,
  { position, statement, before }: Place,
  options: OneByOneOptions,
): Promise<void> {
  const note = (state: StatementProgress['state']) =>
    asOurselves(session, () => noteProgress(session, migration, position, statement, state));
  if (statement.kind === 'setting') return session.run(statement.sql);
  if (before?.state === 'done') return;
  if (statement.kind === 'transaction') {
    const once = async () => {
      await session.run(patience(options));
      await session.run(statement.sql);
      await session.run(ourselves);
      await noteProgress(session, migration, position, statement, 'done');
    };
    return givingWay(options, () => session.transaction(once));
  }
  const begun = before?.hash === statement.hash;
  if (statement.kind === 'index') {
    const next = await prepareIndex(session, statement, begun, options.log);
    if (next === 'done') return note('done');
  } else if (begun) {
    options.log?.(
      `Statement ${position + 1} was begun by a run that did not end: running it again.`,
    );
  }
  await note('begun');
  await runAlone(session, statement, options);
  await note('done');
}

/** A migration may have said SET ROLE. */
const ourselves = 'set local role none';

function asOurselves(session: Session, work: () => Promise<void>): Promise<void> {
  return session.transaction(async () => {
    await session.run(ourselves);
    await work();
  });
}

function runAlone(
  session: Session,
  { kind, sql }: OneStatement,
  options: OneByOneOptions,
): Promise<void> {
  if (kind === 'index') return session.run(sql);
  return givingWay(options, async () => {
    await session.run(`set lock_timeout = ${Math.trunc(options.lockTimeout ?? 3000)}`);
    try {
      await session.run(sql);
    } finally {
      await session.run('set lock_timeout = 0').catch(() => undefined);
    }
  });
}

/**
 * After a statement that failed: what it left half made does harm until it is gone, and that it was begun means nothing
 * any more. What cannot be done now, because the connection is lost, the next run does.
 */
async function cleanUp(
  session: Session,
  migration: Migration,
  { position, statement }: Place,
  cause: unknown,
): Promise<readonly string[]> {
  if (cause instanceof OperationError || statement.kind === 'transaction') return [];
  try {
    await session.run(`set lock_timeout = '5s'`);
    const dropped = statement.kind === 'index' ? await dropLeftovers(session, statement) : [];
    await asOurselves(session, () => forgetProgress(session, migration, position));
    return dropped;
  } catch {
    return [];
  }
}
