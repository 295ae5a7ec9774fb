import { rowsOf } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { noteDone, notePlace } from './journal.ts';
import { isLocked, untilUnlocked } from './retry.ts';
import { throttle } from './throttle.ts';

/** Pages of the first batch, and bounds of the later ones. */
const firstPages = 32;
const mostPages = 8192;

/** How long a batch waits for a row that somebody has locked, in ms: less than the server takes to look for a deadlock. */
const rowLockTimeout = 40;

/** Passes over a table: rows that were missed because a page was past the end, or was moved, are found in the next. */
const passes = 3;

export interface BatchOptions {
  readonly table: string;
  /** Whether its triggers are kept quiet. */
  readonly quiet: boolean;
}

/**
 * Runs an UPDATE once for each range of a table's pages, a transaction each that also notes how far it came. Batches grow and
 * shrink to what takes `pace.batchTime`.
 */
export async function runBatches(
  context: RunContext,
  run: PartRun,
  { table, quiet }: BatchOptions,
): Promise<void> {
  const { db, pace, signal, onProgress } = context;
  const { step, direction, part } = run;
  let { position: page, rows } = {
    position: Number(run.place?.position ?? 0),
    rows: run.place?.rows ?? 0,
  };
  let pages = firstPages;
  for (let pass = 1; pass <= passes; pass += 1) {
    const before = rows;
    for (
      let total = await pagesOf(context, table);
      page < total;
      total = await pagesOf(context, table)
    ) {
      signal.throwIfAborted();
      const began = performance.now();
      const to = page + pages;
      const from = page;
      const update = () =>
        batch(context, {
          sql: step.part.sql,
          from,
          to,
          quiet,
          note: (count) => [direction, step.id, part, String(to), rows + count],
        });
      try {
        rows += await update();
      } catch (error) {
        if (!isLocked(error)) throw error;
        pages = Math.max(1, Math.floor(pages / 4));
        if (pages === 1 && to - from === 1)
          rows += await untilUnlocked(context, { step: step.id, tables: [table] }, update);
        else continue;
      }
      page = to;
      const took = performance.now() - began;
      pages = nextPages(pages, took, pace.batchTime);
      onProgress({ step: step.id, done: Math.min(page, total), total });
      await throttle(context, { rows: rows - before, since: began, step: step.id });
    }
    if (rows === before || pass === passes) break;
    page = 0;
  }
  await db.query(noteDone, [direction, step.id, part, rows]);
}

function nextPages(pages: number, took: number, wanted: number): number {
  const factor = Math.min(2, Math.max(0.25, wanted / Math.max(1, took)));
  return Math.min(mostPages, Math.max(1, Math.round(pages * factor)));
}

async function pagesOf({ db }: RunContext, table: string): Promise<number> {
  const [row] = await rowsOf<{ pages: number }>(
    db,
    `select (pg_catalog.pg_relation_size(pg_catalog.to_regclass($1)) / pg_catalog.current_setting('block_size')::int)::int as pages`,
    [table],
  );
  return row?.pages ?? 0;
}

interface Batch {
  readonly sql: string;
  readonly from: number;
  readonly to: number;
  readonly quiet: boolean;
  readonly note: (rows: number) => unknown[];
}

/** @returns rows that were written. */
async function batch({ db }: RunContext, { sql, from, to, quiet, note }: Batch): Promise<number> {
  await db.query('begin');
  try {
    await db.query(
      `set local lock_timeout = ${rowLockTimeout}; set local synchronous_commit = off${quiet ? '; set local session_replication_role = replica' : ''}`,
    );
    const { rowCount, affectedRows } = await db.query(sql, [`(${from},0)`, `(${to},0)`]);
    const count = rowCount ?? affectedRows ?? 0;
    await db.query(notePlace, note(count));
    await db.query('commit');
    return count;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}
