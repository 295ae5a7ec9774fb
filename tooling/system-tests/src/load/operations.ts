import { sql } from 'drizzle-orm';
import { projects } from '@startkit/database/schema';
import { cancels } from './cancels.ts';
import { nothing, type Operation } from './operation.ts';
import { see } from './seen.ts';

export const read: Operation = { name: 'a read', statements: 1, run: ({ db }) => see(db) };

const write: Operation = {
  name: 'a write',
  statements: 1,
  run: async ({ db, own }) => {
    await db.update(projects).set({ description: own });
    return nothing;
  },
};

const transact: Operation = {
  name: 'a transaction',
  statements: 3,
  run: ({ db, own }) =>
    db.transaction(async (tx) => {
      await tx.update(projects).set({ description: own });
      const before = await see(tx);
      return [...before, ...(await see(db))];
    }),
};

const duplicate: Operation = {
  name: 'a second one of its name',
  statements: 1,
  endings: ['UNIQUE_VIOLATION'],
  run: async ({ db }) => {
    await db.insert(projects).values({ name: 'project 1' });
    return nothing;
  },
};

const steal: Operation = {
  name: "somebody else's row",
  statements: 1,
  endings: ['ROW_SECURITY_VIOLATION'],
  run: async ({ db, other }) => {
    await db.insert(projects).values({ organizationId: other, name: 'stolen' });
    return nothing;
  },
};

const rollBack: Operation = {
  name: 'a transaction that fails',
  statements: 3,
  endings: ['DATABASE_ERROR'],
  run: ({ db, other }) =>
    db.transaction(async (tx) => {
      await tx.insert(projects).values({ name: 'rolled back', description: other });
      const rows = await see(tx);
      await tx.execute(sql`select 1 / 0`);
      return rows;
    }),
};

/** SQL that calls itself another tenant. */
const forge: Operation = {
  name: 'a forged context',
  statements: 1,
  endings: ['TENANT_CONTEXT_MISMATCH'],
  run: async ({ db, other }) => {
    await db.execute(sql`
      select set_config('app.context', replace(current_setting('app.context'),
        (select id::text from organizations), ${other}), false)`);
    return nothing;
  },
};

/** What stays in the session, which a pooler hands to whoever comes next. */
const plant: Operation = {
  name: 'planted settings',
  statements: 1,
  run: async ({ db }) => {
    await db.execute(sql`do $$ begin
      set default_transaction_read_only = on;
      set time zone 'Asia/Tokyo';
      set search_path = pg_temp;
      listen planted;
      perform pg_try_advisory_lock(42);
      execute 'prepare planted as select 1';
      execute 'declare planted cursor with hold for select 1';
    end $$`);
    return nothing;
  },
};

const common = [read, write, read, transact, read, duplicate, read, steal, read, rollBack];

/** By the turn, of a hundred. */
const rare: Readonly<Record<number, Operation>> = {
  4: cancels.timeOut,
  20: forge,
  24: cancels.race,
  34: cancels.abort,
  40: plant,
  54: cancels.raceInTransaction,
  64: cancels.timeOutInTransaction,
  70: forge,
  84: cancels.abortInTransaction,
  90: plant,
};

export const operations: readonly Operation[] = [...new Set([...common, ...Object.values(rare)])];

/** The operation of a tenant's n-th turn: a third of them end in an error, the rarest come once in a hundred. */
export function operationOf(turn: number): Operation {
  return rare[turn % 100] ?? common[turn % common.length] ?? read;
}
