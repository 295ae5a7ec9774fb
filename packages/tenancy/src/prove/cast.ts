import type { Catalog, Table } from '../catalog/catalog.ts';
import type { Queryable } from '../catalog/queryable.ts';
import { quoteIdent } from '../catalog/quote.ts';
import type { TenancyConfig } from '../config/config.ts';
import { enterAs } from './enter.ts';
import { exchanged } from './exchanged.ts';
import { becoming, identityOf, returning, type Admin, type Identity } from './identity.ts';
import type { Bracket, Session } from './session.ts';
import { name, sent, sql } from './sql.ts';
import type { PreparedRows } from './prepared-rows.ts';
import type { Attacker, AttackingSubject } from './types.ts';

export interface CastOptions {
  readonly session: Session;
  readonly db: Queryable;
  readonly who: Admin;
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly filled: PreparedRows;
  /** Names of the settings that a context may be in. */
  readonly settings: readonly string[];
}

/** Whom a session is. It stays a subject's from one attack to the next: to enter takes long. */
export interface Cast {
  /** @throws Error when the session cannot be the subject's. */
  enter(subject: AttackingSubject): Promise<Attacker>;
  leave(): void;
  /** Whom the session becomes for a subject. */
  identity(subject: AttackingSubject): Promise<Identity>;
  /** See {@link Arena.asAdmin}. */
  asAdmin<T>(fn: () => Promise<T>): Promise<T>;
  /** See {@link Arena.withoutForeignKeys}. */
  withoutForeignKeys<T>(table: Table, fn: () => Promise<T>): Promise<T>;
}

/*
 * The admin's one session becomes the subjects, because nobody else sees rows that are not committed:
 *
 *   begin, fill
 *     savepoint: prepare, become the subject, enter its context     kept while the same subject attacks
 *       savepoint: one attack
 *         savepoint: one statement
 *         savepoint: the admin again, who looks what was changed
 *   rollback
 */
export class AdminCast implements Cast {
  readonly #options: CastOptions;
  readonly #identities = new Map<string, Identity>();
  #entered: Attacker | undefined;
  #bracket: Bracket | undefined;

  constructor(options: CastOptions) {
    this.#options = options;
  }

  async enter(subject: AttackingSubject): Promise<Attacker> {
    if (this.#entered?.subject === subject) return this.#entered;
    const identity = await this.identity(subject);
    this.leave();
    const { session, settings, catalog, filled: made } = this.#options;
    const filled = subject.isOther ? exchanged(made) : made;
    const ground = { session, catalog, filled, reread: made.reread.bind(made) };
    const bracket = session.open();
    try {
      const entrance = await enterAs(ground, subject, identity, becoming(identity), settings);
      this.#entered = { subject, ...identity, ...entrance, try: (text) => session.try(text) };
      this.#bracket = bracket;
      return this.#entered;
    } catch (error) {
      bracket.undo();
      this.#options.filled.forget();
      throw error;
    }
  }

  leave(): void {
    if (!this.#entered) return;
    this.#entered = undefined;
    this.#options.filled.forget();
    this.#bracket?.undo();
  }

  async identity({ base }: AttackingSubject): Promise<Identity> {
    const key = JSON.stringify([base.role, base.login]);
    const known = this.#identities.get(key);
    if (known) return known;
    const { db, config, who, session } = this.#options;
    this.leave();
    await session.flush();
    const identity = await identityOf(db, config, who, base);
    this.#identities.set(key, identity);
    return identity;
  }

  asAdmin<T>(fn: () => Promise<T>): Promise<T> {
    const { session, who } = this.#options;
    return session.undone(() => {
      session.queue(
        ...returning(who),
        'set local search_path = pg_catalog, pg_temp',
        'set local row_security = on',
      );
      return fn();
    });
  }

  /** A superuser switches them off, with all triggers; an owner drops them. */
  async withoutForeignKeys<T>(table: Table, fn: () => Promise<T>): Promise<T> {
    const attacker = this.#entered;
    const { session, who } = this.#options;
    if (!attacker) throw new Error('Nobody attacks.');
    const off =
      attacker.method === 'session authorization'
        ? [
            sent(sql`set local session authorization ${name(who.sessionUser)}`),
            'set local session_replication_role = replica',
          ]
        : [...returning(who), ...this.#foreignKeys(table)];
    return session.undone(() => {
      session.queue(
        ...off,
        becoming(attacker),
        ...(attacker.role === attacker.user
          ? []
          : [sent(sql`set local role ${name(attacker.role)}`)]),
      );
      return fn();
    });
  }

  /** Statements that drop the foreign keys from and to a table. */
  #foreignKeys({ oid }: Table): readonly string[] {
    return this.#options.catalog.tables.flatMap((child) =>
      child.foreignKeys
        .filter(({ references }) => references === oid || child.oid === oid)
        .map((key) => `alter table ${child.ident} drop constraint ${quoteIdent(key.name)}`),
    );
  }
}
