import { rowsOf } from '../../catalog/queryable.ts';
import type { Subject } from '../../config/config.ts';
import type { Attempt, LoginReport } from '../types.ts';
import { attackRows } from './attack-rows.ts';
import { committedRows, type Committed } from './committed.ts';
import type { LoginRun } from './login-run.ts';
import { poison, poisonSessions } from './poison.ts';
import { enterable } from './sides.ts';

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
    const connection = await run.connect(subject.login ?? '');
    try {
      const user = await userOf(connection);
      const report = yield* attackRows(run, subject, { db: connection, user }, committed);
      // A session is the login's, whoever's context it is in.
      const isFirst = subjects.findIndex(({ login }) => login === subject.login) === i;
      const passed = isFirst ? yield* attackSession(run, subject, user, committed) : [];
      run.onLogin({ ...report, passedOver: [...report.passedOver, ...passed] });
    } finally {
      await connection.end();
    }
  }
}

async function userOf(db: Awaited<ReturnType<LoginRun['connect']>>): Promise<string> {
  const [row] = await rowsOf<{ user: string }>(db, 'select session_user::text as user');
  return row?.user ?? '';
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
