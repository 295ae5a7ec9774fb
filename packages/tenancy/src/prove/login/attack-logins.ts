import { rowsOf } from '../../catalog/queryable.ts';
import type { Subject } from '../../config/config.ts';
import type { Attempt, LoginReport } from '../types.ts';
import { attackRows } from './attack-rows.ts';
import { LOGIN_ATTACKS } from './attacks.ts';
import { committedRows, type Committed } from './committed.ts';
import { enterable } from './enterable.ts';
import type { LoginRun } from './login-run.ts';
import { poison, poisonSessions } from './poison.ts';

/**
 * Attacks through the subjects' logins, in transactions of their own, on rows that are there already. Which of the
 * tables have rows of two tenants is reported: the others were attacked in the admin's transaction alone.
 */
export async function* attackLogins(run: LoginRun): AsyncIterable<Attempt> {
  const subjects = (run.config.subjects ?? []).filter(({ login }) => login !== undefined);
  if (subjects.length === 0) return;
  const committed = await committedRows(run.admin, run.catalog);
  for (const [i, subject] of subjects.entries()) {
    run.signal?.throwIfAborted();
    const isFirst = subjects.findIndex(({ login }) => login === subject.login) === i;
    try {
      yield* attackLogin(run, subject, committed, isFirst);
    } catch (error) {
      run.signal?.throwIfAborted();
      yield unproved(run, subject, error);
    }
  }
}

/** @param isFirst of those who have this login: what is the login's own is tried once. */
async function* attackLogin(
  run: LoginRun,
  subject: Subject,
  committed: Committed,
  isFirst: boolean,
): AsyncIterable<Attempt> {
  const db = await run.connect(subject.login ?? '');
  try {
    const [row] = await rowsOf<{ user: string }>(db, 'select session_user::text as user');
    const user = row?.user ?? '';
    const report = yield* attackRows(run, { subject, db, user, isFirst }, committed);
    const passed = isFirst ? yield* attackSession(run, subject, user, committed) : [];
    run.onLogin({ ...report, passedOver: [...report.passedOver, ...passed] });
  } finally {
    await db.end();
  }
}

async function* attackSession(
  run: LoginRun,
  subject: Subject,
  user: string,
  committed: Committed,
): AsyncGenerator<Attempt, LoginReport['passedOver']> {
  if (!run.attacks.includes(poison)) return [];
  const { catalog, config, connect, made } = run;
  const filled = await enterable(connect, catalog, subject, user, [committed.filled, made]);
  if ('why' in filled) {
    return [{ table: 'the session', why: `no context could be entered: ${filled.why}` }];
  }
  const { signedContext } = config;
  yield* poisonSessions({ connect, catalog, subject, user, filled, signedContext });
  return [];
}

/** The connection was refused, or lost: of this login, nothing more is known. */
function unproved({ attacks }: LoginRun, subject: Subject, error: unknown): Attempt {
  const [first] = LOGIN_ATTACKS.filter(({ name }) => attacks.some((other) => other.name === name));
  return {
    attack: (first ?? poison).name,
    subject: subject.name,
    method: 'login',
    object: `login of ${subject.name}`,
    outcome: 'unproved',
    answer: error instanceof Error ? error.message : String(error),
    statement: '',
  };
}
