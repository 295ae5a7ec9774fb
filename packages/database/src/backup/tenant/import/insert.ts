import { quoteName } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import type { Fit, FittingTable } from './fit.ts';
import { insertTriggers, withoutTriggers } from './triggers.ts';
import { type Changes, valuesOf } from './values.ts';

export interface InsertOptions {
  readonly fit: Fit;
  readonly changes: Changes;
  /** Whether triggers of the tables do not fire. */
  readonly disableTriggers: boolean;
  readonly onTable: (name: string) => void;
}

/**
 * Writes the staged rows: each table after those it refers to. Tables that refer to each other in a circle are written by one
 * statement, at the end of which their foreign keys are checked.
 */
export async function insertStaged(
  session: TransferSession,
  { fit, changes, disableTriggers, onTable }: InsertOptions,
): Promise<void> {
  const { organizations, groups } = changes.plan;
  // A circle is closed by one statement; and a table with checks that wait for the end cannot be altered.
  await session.run('set constraints all immediate');
  for (const group of [[organizations], ...groups]) {
    const fitting = group.flatMap((table) => fit.tables.find((its) => its.table === table) ?? []);
    if (fitting.length === 0) continue;
    const write = () => session.run(statement(fitting, changes));
    await inSilence(session, fitting, disableTriggers ? 'all' : 'deriving', write);
    for (const { table } of fitting) onTable(table.name);
  }
}

function statement(fitting: readonly FittingTable[], changes: Changes): string {
  const inserts = fitting.map((its) => insertOf(its, changes));
  const [only] = inserts;
  if (inserts.length === 1 && only !== undefined) return only;
  const parts = inserts.map((insert, place) => `insert_${place} as (${insert})`);
  return `with ${parts.join(', ')} select`;
}

function insertOf(fitting: FittingTable, changes: Changes): string {
  const { table, columns, staging } = fitting;
  const names = columns.map(({ name }) => quoteName(name));
  return `insert into ${table.ident} (${names.join(', ')}) overriding system value
    select ${valuesOf(fitting, changes).join(', ')} from ${staging} s`;
}

async function inSilence(
  session: TransferSession,
  [first, ...others]: readonly FittingTable[],
  which: 'deriving' | 'all',
  write: () => Promise<void>,
): Promise<void> {
  if (first === undefined) return write();
  const triggers = await insertTriggers(session, first.table, which);
  await withoutTriggers(session, first.table, triggers, () =>
    inSilence(session, others, which, write),
  );
}

/** Puts the sequences behind columns past the ids that were written. */
export async function advanceSequences(
  session: TransferSession,
  { fit, changes }: Pick<InsertOptions, 'fit' | 'changes'>,
): Promise<void> {
  for (const { table, columns } of fit.tables) {
    for (const { name, identity, default: expression } of columns) {
      if (identity === undefined && !expression?.startsWith('nextval(')) continue;
      await session.rows(
        `select pg_catalog.setval(s.sequence::pg_catalog.regclass, m.newest)
           from (select pg_catalog.pg_get_serial_sequence($1, $2) as sequence) s,
                (select pg_catalog.max(${quoteName(name)}) as newest from ${table.ident} where ${quoteName(table.key)}::pg_catalog.text = $3) m
          where s.sequence is not null and m.newest > coalesce(pg_catalog.pg_sequence_last_value(s.sequence::pg_catalog.regclass), 0)`,
        [table.ident, name, changes.tenantId],
      );
    }
  }
}
