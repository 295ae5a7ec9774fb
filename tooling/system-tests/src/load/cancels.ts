import { sql, type SQL } from 'drizzle-orm';
import { withTenant } from '@startkit/database';
import { projects } from '@startkit/database/schema';
import { aborted, canceled, done, nothing, type Operation } from './operation.ts';
import { see } from './seen.ts';

/*
 * Statements that do not run to their end. How often one was stopped at work, not in the queue for a connection, is counted by
 * the statement itself, in a sequence: those go on when everything else is undone.
 */

const kinds = ['begun_before_abort', 'begun_before_timeout'] as const;

/** What an administrator runs first, so that the app's login can count. */
export const countersSql = kinds
  .map((kind) => `create sequence public.${kind}; grant usage on public.${kind} to startkit_app;`)
  .join('\n');

/** How many statements had begun, by what stopped them. */
export const begunSql = `select ${kinds.map((kind) => `(select last_value::int from public.${kind}) as ${kind}`).join(', ')}`;
export type Begun = Readonly<Record<(typeof kinds)[number], number>>;

/** Counts, and then holds its connection: what stops it is a cancel. If none does, it ends as it should not. */
const held = (kind: (typeof kinds)[number]): SQL =>
  sql.raw(`select nextval('public.${kind}') as n, pg_sleep(30)`);

/** Would give the tenant's projects somebody else's name, if it came to that. */
const heldWrite = (kind: (typeof kinds)[number], other: string): SQL =>
  sql`with held as materialized (${held(kind)})
    update projects set description = ${other} from held where n > 0`;

const upTo = (ms: number) => Math.ceil(Math.random() * ms);

/** Runs `fn` as the tenant; `abortWithin` aborts all of it after so many ms at most. */
async function abortable<T>(
  organizationId: string,
  fn: (abortWithin: (ms: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const abortWithin = (ms: number) => void setTimeout(() => abort.abort(), upTo(ms));
  return withTenant({ organizationId }, () => fn(abortWithin), { signal: abort.signal });
}

const timeOut: Operation = {
  name: 'a statement that times out',
  statements: 1,
  endings: [canceled],
  run: async ({ db, own }) => {
    const timeouts = { statement: upTo(30) };
    const work = () => db.execute(held('begun_before_timeout'));
    await withTenant({ organizationId: own }, work, { timeouts });
    return nothing;
  },
};

const timeOutInTransaction: Operation = {
  name: 'a write that times out in a transaction',
  statements: 2,
  endings: [canceled],
  run: ({ db, own, other }) => {
    const work = () =>
      db.transaction(async (tx) => {
        const rows = await see(tx);
        await tx.execute(heldWrite('begun_before_timeout', other));
        return rows;
      });
    return withTenant({ organizationId: own }, work, { timeouts: { statement: 20 + upTo(30) } });
  },
};

const abort: Operation = {
  name: 'a statement that is aborted',
  statements: 1,
  endings: [aborted],
  run: ({ db, own, other, latency }) =>
    abortable(own, async (abortWithin) => {
      abortWithin(2 * latency);
      await db.execute(heldWrite('begun_before_abort', other));
      return nothing;
    }),
};

const abortInTransaction: Operation = {
  name: 'a write that is aborted in a transaction',
  statements: 2,
  endings: [aborted],
  run: ({ db, own, other }) =>
    abortable(own, (abortWithin) =>
      db.transaction(async (tx) => {
        const rows = await see(tx);
        abortWithin(30);
        await tx.execute(heldWrite('begun_before_abort', other));
        return rows;
      }),
    ),
};

/** The abort comes before the end, or after it, or is on its way when the server is somebody else's. */
const race: Operation = {
  name: 'a statement that an abort races',
  statements: 1,
  endings: [done, aborted],
  run: ({ db, own, latency }) =>
    abortable(own, (abortWithin) => {
      abortWithin(2 * latency);
      return see(db);
    }),
};

const raceInTransaction: Operation = {
  name: 'a transaction that an abort races',
  statements: 4,
  endings: [done, aborted],
  run: ({ db, own }) =>
    abortable(own, (abortWithin) =>
      db.transaction(async (tx) => {
        await see(tx);
        const start = performance.now();
        const before = await see(tx);
        // Two statements and the commit, each as long as this one.
        abortWithin(4 * (performance.now() - start));
        await tx.update(projects).set({ description: own });
        return [...before, ...(await see(tx))];
      }),
    ),
};

export const cancels = {
  timeOut,
  timeOutInTransaction,
  abort,
  abortInTransaction,
  race,
  raceInTransaction,
};
