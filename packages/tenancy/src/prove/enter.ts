import type { Identity } from './identity.ts';
import { ownValue } from './own-value.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import type { Session } from './session.ts';
import { commas, raw, sql } from './sql.ts';
import { transactionSettings } from './transaction-settings.ts';
import type { Answer, Arena, Attacker, AttackingSubject, Filled } from './types.ts';

interface Ground extends Pick<Arena, 'catalog'> {
  readonly session: Session;
  readonly filled: Filled;
  /** Reads the rows again, as `prepare` has left them. */
  readonly reread?: (
    read: <Row>(statement: SqlFragment) => Promise<readonly Row[]>,
  ) => Promise<void>;
}

/** How a subject begins. */
export type Entrance = Pick<Attacker, 'role' | 'pending' | 'given'>;

/** Thrown when a forged context is the same as the one that was entered: there is nothing to attack with. */
export class NothingForged extends Error {}

/**
 * Makes the session the subject's. The context is entered at the moment when it finds the session as an application's
 * does: the login's. With SET ROLE it is entered before, because contexts may be entered with RESET ROLE.
 *
 * @throws Error of the server, or when the session is not the subject's in the end.
 */
export async function enterAs(
  ground: Ground,
  subject: AttackingSubject,
  identity: Identity,
  becoming: string,
  settings: readonly string[],
): Promise<Entrance> {
  const { session } = ground;
  const { base, kind } = subject;
  const own = ownValue(ground.catalog, ground.filled, 'own');
  const prepares = ground.filled.areCommitted ? [] : (base.prepare?.(own) ?? []);
  for (const { text, values } of prepares) await session.bound(text, values ?? []);
  const pending = await settled(session);
  if (prepares.length > 0) await ground.reread?.((statement) => session.rows(statement));
  if (identity.method !== 'login') await session.try(settingsOf(identity.user));
  const enters = kind === 'no context' ? [] : base.enter(own);
  if (identity.method === 'session authorization') session.queue(becoming);
  await session.flush();
  for (const { text, values } of enters) await session.bound(text, values ?? []);
  if (identity.method === 'set role') session.queue(becoming);
  // A context may be entered with RESET ALL.
  session.queue(...transactionSettings);
  await session.flush();
  const role = await roleNow(session, subject, identity);
  const given = subject.forgery ? await forge(session, subject.forgery, settings) : '';
  return { role, pending, given };
}

/**
 * Checks what was deferred until now, so that a later check is of an attack alone.
 *
 * @returns the server's refusal, which stays: some rules hold at a commit only, and there is none.
 */
export async function settled(session: Session): Promise<Answer> {
  const answer = await session.try(raw('set constraints all immediate'));
  if (answer.ok) session.queue('set constraints all deferred');
  return answer;
}

/** What ALTER ROLE ... SET says of a login takes effect when it logs in. */
const settingsOf = (user: string) => sql`
  select pg_catalog.set_config(pg_catalog.split_part(setting, '=', 1),
           pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1), true)
    from pg_catalog.pg_db_role_setting s
    join pg_catalog.pg_roles r on r.oid = s.setrole and r.rolname = ${user}
    cross join pg_catalog.unnest(s.setconfig) setting
   where s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
     and setting not like '%\\_timeout=%'
   order by s.setdatabase`;

/**
 * Entering a context may change the role, to the subject's. Anybody else would prove something else.
 *
 * @throws Error
 */
async function roleNow(
  session: Session,
  { base, kind }: AttackingSubject,
  { user, method }: Identity,
): Promise<string> {
  const [is] = await session.rows<{ current: string; session: string; usable: boolean }>(sql`
    select current_user::text as current, session_user::text as session,
           pg_catalog.pg_has_role(current_user, ${base.role}::name, 'USAGE') as usable`);
  if (!is) throw new Error('The connection gives no rows.');
  if (method === 'session authorization' && is.session !== user) {
    throw new Error(`The session is ${is.session}'s, not ${user}'s.`);
  }
  if (is.current !== user && is.current !== base.role) {
    throw new Error(`Statements run as ${is.current}, not as ${user}.`);
  }
  // Without a context, a login that takes its role on with the context is only itself.
  if (!is.usable && kind !== 'no context') {
    throw new Error(`${is.current} has none of the rights of ${base.role}.`);
  }
  return is.current;
}

/** @returns what was put into settings. */
async function forge(
  session: Session,
  { forge: forged }: NonNullable<AttackingSubject['forgery']>,
  settings: readonly string[],
): Promise<string> {
  const [current] = await session.rows<Record<string, string | null>>(
    sql`select ${commas(settings.map((setting, i) => sql`pg_catalog.current_setting(${setting}, true) as ${raw(`s${i}`)}`))}`,
  );
  const entered = new Map(settings.map((setting, i) => [setting, current?.[`s${i}`] ?? '']));
  const changed = [...forged(entered)].filter(([setting, value]) => entered.get(setting) !== value);
  if (changed.length === 0) throw new NothingForged();
  for (const [setting, value] of changed) {
    // One that may not be set stays as it is.
    await session.try(sql`select pg_catalog.set_config(${setting}, ${value}, true)`);
  }
  return changed.map(([, value]) => value).join(' ');
}
