import { ConfigurationError } from '../../config/error.ts';
import { readPlan, type WrittenPlan } from '../../convert/files/folder.ts';
import { findMixture } from '../../convert/run/mixture.ts';
import { rollBack } from '../../convert/run/rollback.ts';
import { counted } from '../../report/text.ts';
import type { CommandContext } from '../command.ts';
import { connect, type Connection } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { folderOf, paceOf } from './options.ts';
import { stepProgress } from './progress.ts';
import { stepsOn } from './steps.ts';

/** `tenancy convert rollback`. */
export async function rollBackConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const pace = paceOf(flags);
  const plan = readPlan(folderOf(flags, io).path);
  const isJson = flags['json'] === true;
  const connection = await connect(url, { name: 'tenancy convert rollback', signal: io.signal });
  const progress = stepProgress(io, flags['progress'] === true);
  const showStep = stepsOn(io, plan, paintFor(io.stdout));
  try {
    await refuseMixed(connection, plan, flags['merge-organizations'] === true);
    const report = await rollBack({
      db: connection.db,
      plan,
      pace,
      signal: io.signal,
      onProgress: progress.show,
      onStep: (step) => {
        progress.end();
        if (!isJson) showStep(step);
      },
    });
    progress.end();
    io.stdout.write(
      isJson
        ? `${JSON.stringify({ ok: true, ...report }, undefined, 2)}\n`
        : `${connection.place} is as it was: ${counted(report.steps, 'step')} taken back. The roles ${Object.values(plan.about.roles).join(', ')} belong to the server and stay.\n`,
    );
    return 0;
  } finally {
    progress.end();
    await connection.end();
  }
}

async function refuseMixed(
  { db }: Connection,
  { about }: WrittenPlan,
  mayMerge: boolean,
): Promise<void> {
  // A large table takes its time.
  await db.query('set statement_timeout = 0');
  const { mixed, colliding } = await findMixture(db, about);
  if (mixed.length > 0 && !mayMerge) {
    throw new ConfigurationError(
      `Rows of other organizations are in ${mixed.map(({ table, rows }) => `${table} (${rows})`).join(', ')}: without the tenant key nobody could tell them apart. ` +
        'Nothing was done. Export or erase those organizations first; or say --merge-organizations, and they become one.',
    );
  }
  if (colliding.length === 0) return;
  throw new ConfigurationError(
    `Several organizations have the same value under ${colliding.map(({ key, values }) => `${key} (${values})`).join(', ')}, which is to be unique in all of them again. ` +
      'Nothing was done. Change or erase those rows first.',
  );
}
