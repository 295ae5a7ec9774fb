import type { Catalog, Table } from '../catalog/catalog.ts';
import type { Subject, TenancyConfig } from '../config/config.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import type { Markers } from './markers.ts';
import type { Rights } from './rights.ts';

/** Rows are made for two tenants. Attackers act for `own`, and try to reach the rows of `foreign`. */
export type Side = 'own' | 'foreign';

/** A row that was made: column to value as text, null for NULL. Holds every column. */
export interface MadeRow {
  readonly table: Table;
  readonly side: Side;
  readonly values: Readonly<Record<string, string | null>>;
}

/** A row that could be inserted, and was not: column to SQL expression (a cast literal, or DEFAULT left out). */
export type FreshRow = Readonly<Record<string, string>>;

/** The rows of the two tenants, inside the admin's transaction. */
export interface Filled {
  /** The ids of the two tenants, as text. */
  readonly tenants: Readonly<Record<Side, string>>;
  /** The nth row of a table (default 0) on a side; undefined when it could not be made. */
  row(table: Table, side: Side, nth?: number): MadeRow | undefined;
  /** Why a table has no rows: what the server said, and to which statement. */
  readonly unfilled: ReadonlyMap<number, string>;
  /** The rows were there before: what their tenants' people may write is not known. */
  readonly areCommitted?: boolean;
  /** Values for one more row, checked by inserting it as the admin and rolling that back. Undefined: none was found. */
  fresh(table: Table, side: Side): Promise<FreshRow | undefined>;
}

/** How a subject's statements came to run as its role. */
export type Method = 'login' | 'session authorization' | 'set role';

/**
 * - `blocked`: the attack was possible to try, and the database refused it or gave nothing.
 * - `no access`: the role has no right to begin with.
 * - `leak`: it worked.
 * - `accepted`: it worked, and it is said beforehand that it does: by the configuration (`signedContext: false`), or as
 *   a limit of PostgreSQL itself that tells nothing of other tenants' rows (whoever may write a table may lock it).
 * - `unproved`: it could not be tried, or what came of it says nothing. Never counted as safe.
 */
export type Outcome = 'blocked' | 'no access' | 'leak' | 'accepted' | 'unproved';

/** One attack on one object as one subject. */
export interface Attempt {
  /** "select", "move-row": names of ATTACKS. */
  readonly attack: string;
  /** "member", "startkit_app without a context", "member with a forged context". */
  readonly subject: string;
  /** How the context was forged: "other ids", "app.role: true". */
  readonly variant?: string;
  readonly method: Method;
  /** `public.projects`, `app.member_can(text)`, `login startkit_app_login`. */
  readonly object: string;
  readonly outcome: Outcome;
  /** What the database answered: "0 rows", "42501: permission denied for table projects". No values of rows. */
  readonly answer: string;
  /** The statement that decided it, without its parameters' values. */
  readonly statement: string;
}

/** What the server answered to a statement: errors are answers here, not exceptions. */
export type Answer =
  | { readonly ok: true; readonly rows: readonly Record<string, unknown>[]; readonly count: number }
  | {
      readonly ok: false;
      /** SQLSTATE. */
      readonly code: string;
      readonly message: string;
      /** DETAIL and HINT. */
      readonly detail: string;
      readonly constraint: string | undefined;
    };

/** Somebody who attacks, with the transaction running for them. Each statement has a savepoint of its own. */
export interface Attacker {
  readonly subject: AttackingSubject;
  readonly method: Method;
  /** The role that the session is: the login, or the role. */
  readonly user: string;
  /** The role that statements run as: entering a context may have changed it. */
  readonly role: string;
  /** What the server said of deferred constraints before the attacks: it is no attack's doing. */
  readonly pending: Answer;
  /** What the subject itself put into settings: to get it back is no disclosure. */
  readonly given: string;
  try(statement: SqlFragment): Promise<Answer>;
}

/** A configured subject, or one that is made from it: without a context, with a forged one. */
export interface AttackingSubject {
  readonly name: string;
  readonly base: Subject;
  readonly kind: 'acting' | 'no context' | 'forged';
  /** Acts for the other tenant: what compares tenants may let one see the other, and not the reverse. */
  readonly isOther?: boolean;
  /** Of a forged context: how. */
  readonly forgery?: Forgery;
}

/** A way to forge a context. */
export interface Forgery {
  /** "other ids". */
  readonly variant: string;
  /** Of one setting alone: tried once for all who have the same role. */
  readonly isSingle: boolean;
  /** From the settings that the context is in, as they were entered, to what they are set to. */
  forge(settings: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
}

/** What an attack is given. */
export interface Arena {
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly filled: Filled;
  /** Runs `fn` as the subject, then undoes all that was done. Not inside itself. */
  as<T>(subject: AttackingSubject, fn: (attacker: Attacker) => Promise<T>): Promise<T>;
  /** Inside `as`: the session is the admin's, who sees the attacker's changes. What `fn` changes is undone. */
  asAdmin<T>(fn: () => Promise<T>): Promise<T>;
  /** Undoes all that `fn` did. Around `as`: the admin prepares something, and undoes it. */
  undone<T>(fn: () => Promise<T>): Promise<T>;
  /**
   * Inside `as`, as the admin: one text a table, of the rows that the subject must not write.
   *
   * @returns always the same where the admin does not see what the subject does.
   */
  digests(subject: AttackingSubject, tables: readonly Table[]): Promise<readonly string[]>;
  /**
   * Inside `as`: without the foreign keys from and to a table; for a superuser without its triggers, too.
   *
   * @throws Error of the server when the admin is no superuser and does not own the tables; through a login always.
   */
  withoutForeignKeys<T>(table: Table, fn: () => Promise<T>): Promise<T>;
  /** Values for one more row; see {@link Filled.fresh}. */
  fresh(table: Table, side: Side): FreshRow | undefined;
  readonly markers: Markers;
  /** Whether COPY FROM STDIN gets an answer on this connection: PGlite waits for ever. */
  readonly copiesIn: boolean;
  /** What was found out once for an attacker, by name. */
  remembered(attacker: Attacker): Map<string, Promise<unknown>>;
  /** Runs a statement as whoever the session is: the admin, or inside `as` the subject. */
  try(statement: SqlFragment): Promise<Answer>;
  /** Rows of a statement that must not fail, as whoever the session is. */
  rows<Row>(statement: SqlFragment): Promise<readonly Row[]>;
  /** Inside `as`: what grants say that the attacker may do with tables and views, by oid. */
  rights(attacker: Attacker): Promise<(oid: number) => Rights>;
}

/** One way to attack. */
export interface Attack {
  readonly name: string;
  /** For the report: "Insert a row that belongs to the other tenant". */
  readonly title: string;
  /** Tried as subjects of the other tenant, too. */
  readonly bothWays?: boolean;
  /** Whom it is tried as. Left out: those who act in a context, and those without one. */
  readonly kinds?: readonly AttackingSubject['kind'][];
  /** Tries it as the subject on all that it applies to. */
  run(arena: Arena, subject: AttackingSubject): AsyncIterable<Attempt>;
}

/** What was attacked through a login, in rows that were there before. */
export interface LoginReport {
  readonly subject: string;
  /** The login's name. */
  readonly user: string;
  readonly attacked: readonly string[];
  /** Tables that were attacked in the admin's transaction alone, and why. */
  readonly passedOver: readonly { readonly table: string; readonly why: string }[];
}

export interface ProofReport {
  readonly server: string;
  readonly database: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly subjects: readonly {
    readonly name: string;
    readonly role: string;
    readonly method: Method;
    /** The role that the session was: a login of the role, or the role. */
    readonly user: string;
  }[];
  readonly attacks: readonly { name: string; title: string }[];
  readonly tables: readonly {
    readonly table: string;
    readonly scope: string | undefined;
    /** Why it has no rows; undefined when it has. */
    readonly unfilled: string | undefined;
  }[];
  /** Who attacked through a login of its own, and which tables. Left out: nobody could. */
  readonly logins?: readonly LoginReport[];
  readonly attempts: readonly Attempt[];
  /** No leak, and nothing unproved. */
  readonly proved: boolean;
}
