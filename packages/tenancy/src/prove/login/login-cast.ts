import type { Catalog } from '../../catalog/catalog.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import type { Cast } from '../cast.ts';
import { enterAs } from '../enter.ts';
import type { Identity } from '../identity.ts';
import type { Session } from '../session.ts';
import { transactionSettings } from '../transaction-settings.ts';
import type { Attacker, AttackingSubject, Filled } from '../types.ts';

export interface LoginCastOptions {
  readonly session: Session;
  readonly db: Queryable;
  /** The login's name. */
  readonly user: string;
  readonly catalog: Catalog;
  readonly filled: Filled;
  readonly settings: readonly string[];
}

/** A login's own session: one transaction a subject, rolled back. Nothing is prepared, and there is no admin in it. */
export class LoginCast implements Cast {
  readonly #options: LoginCastOptions;
  #entered: Attacker | undefined;

  constructor(options: LoginCastOptions) {
    this.#options = options;
  }

  async enter(subject: AttackingSubject): Promise<Attacker> {
    if (this.#entered?.subject === subject) return this.#entered;
    this.leave();
    const { session, settings } = this.#options;
    session.queue(
      'begin transaction isolation level read committed, read write',
      ...transactionSettings,
    );
    try {
      const identity = await this.identity();
      const entrance = await enterAs(this.#options, subject, identity, '', settings);
      this.#entered = { subject, ...identity, ...entrance, try: (text) => session.try(text) };
      return this.#entered;
    } catch (error) {
      session.queue('rollback');
      throw error;
    }
  }

  leave(): void {
    if (!this.#entered) return;
    this.#entered = undefined;
    this.#options.session.queue('rollback');
  }

  identity(): Promise<Identity> {
    return Promise.resolve({ user: this.#options.user, method: 'login' });
  }

  asAdmin<T>(): Promise<T> {
    return Promise.reject(new Error('There is no admin in a login’s session.'));
  }

  withoutForeignKeys<T>(): Promise<T> {
    return Promise.reject(
      new Error('Foreign keys are in the way, which a login cannot switch off.'),
    );
  }
}
