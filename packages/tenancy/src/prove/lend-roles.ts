import type { Subject, TenancyConfig } from '../config/config.ts';
import type { Queryable } from '../catalog/queryable.ts';
import { namedLogin, type Admin } from './identity.ts';
import type { Session } from './session.ts';
import { name, raw, sql } from './sql.ts';

/**
 * An admin who is no superuser assumes the subjects' roles, and contexts may ask whether the session's user has them: where
 * it may, it gives them to itself, in the transaction that is rolled back. Where it may not, the subject says so.
 */
export async function lendRoles(
  db: Queryable,
  session: Session,
  { subjects = [] }: Pick<TenancyConfig, 'subjects'>,
  { superuser, sessionUser }: Admin,
  version: number,
): Promise<void> {
  if (superuser) return;
  // Before 16 a membership is had with both.
  const options = raw(version >= 160_000 ? ' with inherit true, set true' : '');
  for (const role of await wanted(db, subjects)) {
    await session.try(sql`grant ${name(role)} to ${name(sessionUser)}${options}`);
  }
  await session.flush();
}

async function wanted(db: Queryable, subjects: readonly Subject[]): Promise<ReadonlySet<string>> {
  const roles = new Set<string>();
  for (const subject of subjects) {
    roles.add(subject.role);
    const login = await namedLogin(db, subject);
    if (login !== undefined) roles.add(login);
  }
  return roles;
}
