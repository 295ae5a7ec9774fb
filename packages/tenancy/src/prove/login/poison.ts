import type { Catalog, Table } from '../../catalog/catalog.ts';
import { rowsOf } from '../../catalog/queryable.ts';
import type { Subject } from '../../config/config.ts';
import { exchanged } from '../exchanged.ts';
import { name, sent, shown, sql } from '../sql.ts';
import { Session } from '../session.ts';
import type { Trial } from '../verdict.ts';
import type { Answer, Attack, Attempt, AttackingSubject, Filled } from '../types.ts';
import type { Connect, Connection } from './login-run.ts';
import { LoginCast } from './login-cast.ts';
import { outcomeOf, plants, type Plant } from './plants.ts';

/** Tried through logins alone: see {@link poisonSessions}. */
export const poison: Attack = {
  name: 'poison',
  title: 'Leave something in the session that acts for the next tenant',
  kinds: [],
  async *run() {},
};

export interface Poisoning {
  readonly connect: Connect;
  readonly catalog: Catalog;
  readonly subject: Subject;
  /** The login's name. */
  readonly user: string;
  /** Rows with which the subject can enter a context of either tenant. */
  readonly filled: Filled;
  readonly signedContext: boolean | undefined;
}

/**
 * A session serves one tenant after another. Each thing is planted in a session of its own, outside any context, and
 * looked for once the other tenant's context is entered. What is planted is temporary, the session's own, and gone with
 * it: nothing else is committed.
 */
export async function* poisonSessions(poisoning: Poisoning): AsyncIterable<Attempt> {
  const { connect, subject, user } = poisoning;
  const tables = await namedWithoutSchema(poisoning);
  for (const plant of plants(tables)) {
    const db = await connect(subject.login ?? '');
    try {
      yield {
        attack: poison.name,
        subject: subject.name,
        method: 'login',
        object: `login ${user}: ${plant.name}`,
        ...(await tried(poisoning, db, plant)),
      };
    } finally {
      await db.end();
    }
  }
}

async function tried(poisoning: Poisoning, db: Connection, plant: Plant): Promise<Trial> {
  const { catalog, signedContext, subject: base, user } = poisoning;
  for (const statement of plant.plant) {
    try {
      await db.query(sent(statement));
    } catch (error) {
      return { outcome: 'no access', answer: messageOf(error), statement: shown(statement) };
    }
  }
  const session = await Session.on(db);
  const filled = exchanged(poisoning.filled);
  const cast = new LoginCast({ session, db, user, catalog, filled, settings: [] });
  const subject: AttackingSubject = { name: base.name, base, kind: 'acting' };
  const statement = shown(plant.plant[plant.plant.length > 1 ? 1 : 0] ?? plant.probe);
  let answer: Answer;
  try {
    answer = await (await cast.enter(subject)).try(plant.probe);
  } catch (error) {
    // Without it, the context was entered: it is what refuses the session.
    return { outcome: 'blocked', answer: `not entered: ${messageOf(error)}`, statement };
  }
  return plant.survives(answer)
    ? {
        outcome: outcomeOf(plant, signedContext),
        answer: 'it is there for the next tenant',
        statement,
      }
    : { outcome: 'blocked', answer: 'gone, or without effect', statement };
}

/** A temporary table hides nothing that statements name with its schema. */
async function namedWithoutSchema({
  catalog,
  connect,
  subject,
}: Poisoning): Promise<readonly Table[]> {
  const own = catalog.tables.filter(({ scope, partitionOf }) => scope !== 'global' && !partitionOf);
  const found: Table[] = [];
  const db = await connect(subject.login ?? '');
  try {
    for (const table of own) {
      const [row] = await rowsOf<{ oid: string | null }>(
        db,
        sent(sql`select pg_catalog.to_regclass(${sent(name(table.name))})::oid::text as oid`),
      );
      if (Number(row?.oid) === table.oid) found.push(table);
    }
    return found;
  } finally {
    await db.end();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
