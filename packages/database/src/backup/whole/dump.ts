import { errorText, OperationError } from '../../environment/errors.ts';
import { createProgress } from '../../seed/scale/progress.ts';
import type { Program } from '../programs/find-program.ts';
import { runProgram } from '../programs/run-program.ts';
import { quoteName } from '../sql-text.ts';
import type { TransferSession } from '../transfer/session.ts';
import { leftOut } from './left-out.ts';
import { type TableSum, tableSum } from './table-sums.ts';

export interface DumpOptions {
  /** In the transaction whose snapshot is dumped. */
  readonly session: TransferSession;
  readonly url: string;
  readonly program: Program;
  /** The file it goes to. */
  readonly partial: string;
  /** Schemas that are left out. */
  readonly schemas: readonly string[];
  /** Tables whose rows are counted and summed. */
  readonly names: readonly string[];
  readonly log?: (line: string) => void;
}

export interface Dumped {
  readonly takenAt: string;
  readonly tables: readonly TableSum[];
}

/** Runs pg_dump on the session's snapshot, and meanwhile sums up the tables in it. When one fails, the other ends. */
export async function dump(options: DumpOptions): Promise<Dumped> {
  const [snapshot] = await options.session.rows<{ id: string; now: Date }>(
    'select pg_catalog.pg_export_snapshot() as id, pg_catalog.now() as now',
  );
  if (snapshot === undefined) throw new Error('The server exported no snapshot.');
  const abort = new AbortController();
  const step = stepper(options);
  const dumping = runDump(options, { snapshot: snapshot.id, step, signal: abort.signal });
  const summing = sumUp(options, step, abort.signal);
  try {
    const [tables] = await Promise.all([summing, dumping]);
    return { takenAt: snapshot.now.toISOString(), tables };
  } finally {
    abort.abort();
    await Promise.allSettled([dumping, summing]);
  }
}

type Step = (what: string) => void;

/** Each table is two steps: it is dumped, and its rows are summed up. */
function stepper({ names, log }: DumpOptions): Step {
  const total = 2 * names.length;
  const progress = log && createProgress('backup, step', total, log, process.stderr);
  let done = 0;
  return (what) => {
    // pg_dump speaks of partitions, and names has the tables they belong to.
    done = Math.min(done + 1, total);
    progress?.update(done, what);
  };
}

interface DumpRun {
  readonly snapshot: string;
  readonly step: Step;
  readonly signal: AbortSignal;
}

async function runDump(
  { program, url, partial, schemas }: DumpOptions,
  { snapshot, step, signal }: DumpRun,
): Promise<void> {
  await runProgram(program, {
    url,
    signal,
    parameters: [
      '--format=custom',
      '--enable-row-security',
      '--no-password',
      '--lock-wait-timeout=60s',
      '--verbose',
      `--snapshot=${snapshot}`,
      ...leftOut.map((name) => `--exclude-table=${name}`),
      ...schemas.map((name) => `--exclude-schema=${quoteName(name)}`),
      `--file=${partial}`,
    ],
    onLine: (line) => {
      const table = /dumping contents of table "(.+)"/.exec(line)?.[1];
      if (table !== undefined) step(`dumped ${table}`);
    },
  }).catch((cause: unknown) => {
    const kept = 'Nothing is left of this backup, and older ones are as they were.';
    throw new OperationError('BACKUP_FAILED', `${errorText(cause)}\n${kept}`, { cause });
  });
}

async function sumUp(
  { session, names }: DumpOptions,
  step: Step,
  signal: AbortSignal,
): Promise<readonly TableSum[]> {
  const sums: TableSum[] = [];
  for (const name of names) {
    signal.throwIfAborted();
    sums.push(await tableSum(session, name));
    step(`summed up ${name}`);
  }
  return sums;
}
