import type { Subject } from '../../config/config.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { exchanged } from '../exchanged.ts';
import { LoginCast } from './login-cast.ts';
import { Session } from '../session.ts';
import type { AttackingSubject, Filled } from '../types.ts';
import type { Connect } from './login-run.ts';

/**
 * Rows with which the subject can enter a context of either tenant, on a session of its login. Rows that were made and
 * rolled back will do where a context is only set, and not looked at.
 *
 * @returns why there are none.
 */
export async function enterable(
  connect: Connect,
  catalog: Catalog,
  base: Subject,
  user: string,
  candidates: readonly Filled[],
): Promise<Filled | { readonly why: string }> {
  const subject: AttackingSubject = { name: base.name, base, kind: 'acting' };
  let why = '';
  for (const filled of candidates) {
    const db = await connect(base.login ?? '');
    try {
      const session = await Session.on(db);
      for (const side of [filled, exchanged(filled)]) {
        const cast = new LoginCast({ session, db, user, catalog, filled: side, settings: [] });
        await cast.enter(subject);
        cast.leave();
        await session.flush();
      }
      return filled;
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    } finally {
      await db.end();
    }
  }
  return { why };
}
