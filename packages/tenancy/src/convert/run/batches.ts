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

/** Where a table is, and how much is taken at once. */
interface Sweep {
  page: number;
  /** Rows that were written. */
  rows: number;
  /** Pages of the next batch. */
  pages: number;
}

/**
 * Runs an UPDATE once for each range of a table's pages, a transaction each that also notes how far it came. Batches grow and
 * shrink to what takes `pace.batchTime`.
 */
export async function runBatches(
  context: RunContext,
  run: PartRun,
  options: BatchOptions,
): Promise<void> {
  const { step, direction, part, place } = run;
  const sweep: Sweep = {
    page: Number(place?.position ?? 0),
    rows: place?.rows ?? 0,
    pages: firstPages,
  };
  for (let pass = 1; pass <= passes; pass += 1) {
    const before = sweep.rows;
    await sweepOnce(context, run, options, sweep);
    if (sweep.rows === before) break;
    sweep.page = 0;
  }
  await context.db.query(noteDone, [direction, step.id, part, sweep.rows]);
}

/** From the page where it is to the last one that the table has by then. */
async function sweepOnce(
  context: RunContext,
  run: PartRun,
  options: BatchOptions,
  sweep: Sweep,
): Promise<void> {
  const { pace, signal, onProgress } = context;
  const { id } = run.step;
  for (;;) {
    signal.throwIfAborted();
    const total = await pagesOf(context, options.table);
    if (sweep.page >= total) return;
    const began = performance.now();
    const rows = await nextBatch(context, run, options, sweep);
    if (rows === undefined) continue;
    sweep.rows += rows;
    sweep.page += sweep.pages;
    sweep.pages = nextPages(sweep.pages, performance.now() - began, pace.batchTime);
    onProgress({ step: id, done: Math.min(sweep.page, total), total, rows: sweep.rows });
    await throttle(context, { rows, since: began, step: id });
  }
}

/** @returns rows that were written; undefined: somebody has locked one, and less is to be tried. */
async function nextBatch(
  context: RunContext,
  { step, direction, part }: PartRun,
  { table, quiet }: BatchOptions,
  sweep: Sweep,
): Promise<number | undefined> {
  const from = sweep.page;
  const to = from + sweep.pages;
  const note = (count: number) => [direction, step.id, part, String(to), sweep.rows + count];
  const update = () => batch(context, { sql: step.part.sql, from, to, quiet, note });
  if (sweep.pages === 1) {
    return untilUnlocked(context, { step: step.id, tables: [table] }, update);
  }
  try {
    return await update();
  } catch (error) {
    if (!isLocked(error)) throw error;
    sweep.pages = Math.max(1, Math.floor(sweep.pages / 4));
    return undefined;
  }
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
