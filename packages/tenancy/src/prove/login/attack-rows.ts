import type { Subject } from '../../config/config.ts';
import { ProofArena } from '../arena.ts';
import { attackAll } from '../attack-all.ts';
import { forgeries } from '../forgeries.ts';
import { Session } from '../session.ts';
import { attackingSubjects } from '../subjects.ts';
import type { Attempt, AttackingSubject, LoginReport } from '../types.ts';
import { LOGIN_ATTACKS } from './attacks.ts';
import type { Committed } from './committed.ts';
import { freshCopies } from './fresh-copies.ts';
import { LoginCast } from './login-cast.ts';
import type { Connection, LoginRun } from './login-run.ts';
import { visibleTables } from './visible-tables.ts';

export interface LoggedIn {
  readonly subject: Subject;
  readonly db: Connection;
  /** The login's name. */
  readonly user: string;
  /** Of those who have this login: what does not depend on the subject is tried once. */
  readonly isFirst: boolean;
}

/** Attacks as one subject, through its login, in transactions that are rolled back. */
export async function* attackRows(
  run: LoginRun,
  { subject, db, user, isFirst }: LoggedIn,
  { filled, tables, passedOver }: Committed,
): AsyncGenerator<Attempt, LoginReport> {
  const { catalog, config, onProgress, signal, settings } = run;
  const session = await Session.on(db);
  const cast = new LoginCast({ session, db, user, catalog, filled, settings });
  const arenaOf = (some: Committed['tables']) =>
    new ProofArena({
      session,
      catalog: { ...catalog, tables: some },
      config,
      filled,
      cast,
      fresh: freshCopies(some, filled),
    });
  const attackers = attackingSubjects(
    { ...config, subjects: [subject], roles: { ...config.roles, tenant: [] } },
    forgeries({ catalog, filled }, settings),
  ).filter(
    ({ isOther, kind, forgery }) =>
      !isOther && (isFirst || (kind !== 'no context' && !forgery?.isSingle)),
  );
  const attacks = LOGIN_ATTACKS.filter(({ name }) =>
    run.attacks.some((other) => other.name === name),
  );
  const attackAs = (some: Committed['tables'], subjects: readonly AttackingSubject[]) =>
    attackAll({ arena: arenaOf(some), subjects, attacks, onProgress, signal });
  const seen = await visibleTables(arenaOf(tables), attackers);
  // Whom no row of its own is shown cannot be told from whom the other tenant's are hidden.
  if (seen.canEnter) {
    yield* attackAs(
      seen.visible,
      attackers.filter(({ kind }) => kind !== 'no context'),
    );
  }
  yield* attackAs(
    tables,
    attackers.filter(({ kind }) => kind === 'no context'),
  );
  return {
    subject: subject.name,
    user,
    attacked: seen.visible.map(({ ident }) => ident),
    passedOver: [...passedOver, ...seen.passedOver],
  };
}
