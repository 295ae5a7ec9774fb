import { quoteLiteral } from '../../catalog/quote.ts';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { noteDone, notePlace } from './journal.ts';
import { untilUnlocked } from './retry.ts';
import { throttle } from './throttle.ts';

export interface RangeOptions {
  readonly table: string;
  /** SQL of a column that is unique and not null. */
  readonly key: string;
  /** Rows of one range. */
  readonly size: number;
}

interface Range {
  readonly first: string;
  readonly last: string;
  readonly rows: number;
}

/** Runs statements once for each range of a column's values, a transaction each that also notes how far it came. */
export async function runRanges(
  context: RunContext,
  { step, direction, part, place }: PartRun,
  options: RangeOptions,
): Promise<void> {
  const { db, signal, onProgress } = context;
  let after = place?.position;
  let done = place?.rows ?? 0;
  for (;;) {
    signal.throwIfAborted();
    const range = await nextRange(db, after, options);
    if (range === undefined) break;
    const began = performance.now();
    const bounds: Readonly<Record<string, string>> = { $1: range.first, $2: range.last };
    const text = step.part.sql.replaceAll(/\$[12](?!\d)/g, (bound) =>
      quoteLiteral(bounds[bound] ?? ''),
    );
    const total = done + range.rows;
    await untilUnlocked(context, { step: step.id, tables: step.tables }, async () => {
      await db.query('begin');
      try {
        await db.query(`set local lock_timeout = 150; set local synchronous_commit = off`);
        await db.query(text);
        await db.query(notePlace, [direction, step.id, part, range.last, total]);
        await db.query('commit');
      } catch (error) {
        await db.query('rollback');
        throw error;
      }
    });
    after = range.last;
    done = total;
    onProgress({ step: step.id, done, total: Math.max(done, step.rows ?? 0), rows: done });
    await throttle(context, { rows: range.rows, since: began, step: step.id });
  }
  await db.query(noteDone, [direction, step.id, part, done]);
}

/** The next rows in the order of the key. */
async function nextRange(
  db: Queryable,
  after: string | undefined,
  { table, key, size }: RangeOptions,
): Promise<Range | undefined> {
  const beyond = after === undefined ? '' : `where ${key} > ${quoteLiteral(after)}`;
  const rows = await rowsOf<{ key: string }>(
    db,
    `select ${key}::text as key from ${table} ${beyond} order by ${key} limit ${size}`,
  );
  const [first, last] = [rows[0]?.key, rows.at(-1)?.key];
  return first === undefined || last === undefined ? undefined : { first, last, rows: rows.length };
}
