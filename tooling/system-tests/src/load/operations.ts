import { sql } from 'drizzle-orm';
import type { Db } from '@startkit/database';
import { projects } from '@startkit/database/schema';
import { see, type Seen } from './seen.ts';

/** Who does it, and somebody else whom they try to reach. */
export interface Actor {
  readonly db: Db;
  readonly own: string;
  readonly other: string;
}

export interface Operation {
  /** Statements it sends. */
  readonly statements: number;
  /** The `code` of the error it ends with; left out: it succeeds. */
  readonly fails?: string;
  run(actor: Actor): Promise<readonly Seen[]>;
}

const none: readonly Seen[] = [];

const read: Operation = { statements: 1, run: ({ db }) => see(db) };

const write: Operation = {
  statements: 1,
  run: async ({ db, own }) => {
    await db.update(projects).set({ description: own });
    return none;
  },
};

const transact: Operation = {
  statements: 3,
  run: ({ db, own }) =>
    db.transaction(async (tx) => {
      await tx.update(projects).set({ description: own });
      const before = await see(tx);
      return [...before, ...(await see(db))];
    }),
};

const duplicate: Operation = {
  statements: 1,
  fails: 'UNIQUE_VIOLATION',
  run: async ({ db }) => {
    await db.insert(projects).values({ name: 'project 1' });
    return none;
  },
};

const steal: Operation = {
  statements: 1,
  fails: 'ROW_SECURITY_VIOLATION',
  run: async ({ db, other }) => {
    await db.insert(projects).values({ organizationId: other, name: 'stolen' });
    return none;
  },
};

const rollBack: Operation = {
  statements: 3,
  fails: 'DATABASE_ERROR',
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
  statements: 1,
  fails: 'TENANT_CONTEXT_MISMATCH',
  run: async ({ db, other }) => {
    await db.execute(sql`
      select set_config('app.context', replace(current_setting('app.context'),
        (select id::text from organizations), ${other}), false)`);
    return none;
  },
};

/** What stays in the session, which a pooler hands to whoever comes next. */
const plant: Operation = {
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
    return none;
  },
};

const common = [read, write, read, transact, read, duplicate, read, steal, read, rollBack];

/** The operation of a tenant's n-th turn: errors are a third of them, the rarest come every 50. */
export function operationOf(turn: number): Operation {
  if (turn % 50 === 20) return forge;
  if (turn % 50 === 40) return plant;
  return common[turn % common.length] ?? read;
}
