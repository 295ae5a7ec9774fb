import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { noteDone } from './journal.ts';
import { untilUnlocked } from './retry.ts';

/**
 * Makes or drops an index CONCURRENTLY. One that an interrupted run left behind invalid is dropped first; one that is valid is done.
 */
export async function runAlone(context: RunContext, run: PartRun, index: string): Promise<void> {
  const { db } = context;
  const { step, direction, part } = run;
  const { sql } = step.part;
  const creates = /^create /i.test(sql);
  await untilUnlocked(context, { step: step.id, tables: step.tables }, async () => {
    // It makes nobody wait, who reads or writes: it may wait itself as long as it takes.
    await db.query('set lock_timeout = 0');
    const state = await stateOf(db, index);
    if (creates && state === 'valid') return;
    if (creates && state === 'invalid')
      await db.query(`drop index concurrently if exists ${index}`);
    await db.query(sql);
  });
  await db.query(noteDone, [direction, step.id, part, null]);
}

async function stateOf(db: Queryable, index: string): Promise<'valid' | 'invalid' | 'none'> {
  const [row] = await rowsOf<{ valid: boolean }>(
    db,
    `select i.indisvalid as valid from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass($1)`,
    [index],
  );
  if (row === undefined) return 'none';
  return row.valid ? 'valid' : 'invalid';
}
