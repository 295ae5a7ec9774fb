import type { Catalog, Table } from '../catalog/catalog.ts';
import type { Queryable } from '../catalog/queryable.ts';
import type { Subject, TenancyConfig } from '../config/config.ts';

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
  /** Values for one more row, checked by inserting it as the admin and rolling that back. Undefined: none was found. */
  fresh(table: Table, side: Side): Promise<FreshRow | undefined>;
}

/** How a subject's statements came to run as its role. */
export type Method = 'login' | 'session authorization' | 'set role';

/**
 * - `blocked`: the attack was possible to try, and the database refused it or gave nothing.
 * - `no access`: the role has no right to begin with.
 * - `leak`: it worked.
 * - `accepted`: it worked, and the configuration says so beforehand (`signedContext: false`).
 * - `unproved`: it could not be tried, or what came of it says nothing. Never counted as safe.
 */
export type Outcome = 'blocked' | 'no access' | 'leak' | 'accepted' | 'unproved';

/** One attack on one object as one subject. */
export interface Attempt {
  /** "select", "move-row": names of ATTACKS. */
  readonly attack: string;
  /** "member", "member without context", "member with a forged context". */
  readonly subject: string;
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
      readonly constraint: string | undefined;
    };

/** Somebody who attacks, with the transaction running for them. Each statement has a savepoint of its own. */
export interface Attacker {
  readonly subject: AttackingSubject;
  readonly method: Method;
  try(text: string, values?: readonly unknown[]): Promise<Answer>;
}

/** A configured subject, or one that is made from it: without a context, with a forged one. */
export interface AttackingSubject {
  readonly name: string;
  readonly base: Subject;
  readonly kind: 'acting' | 'no context' | 'forged';
}

/** What an attack is given. */
export interface Arena {
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly filled: Filled;
  /** The admin, in the same transaction; what it does in `as` is undone with it. */
  readonly admin: Queryable;
  /** Runs `fn` as the subject, then undoes all that was done. */
  as<T>(subject: AttackingSubject, fn: (attacker: Attacker) => Promise<T>): Promise<T>;
  /** Inside `as`: what the admin sees, with the attacker's changes. Undone by nothing of its own. */
  asAdmin<T>(fn: () => Promise<T>): Promise<T>;
  /** Undoes all that `fn` did. */
  undone<T>(fn: () => Promise<T>): Promise<T>;
}

/** One way to attack. */
export interface Attack {
  readonly name: string;
  /** For the report: "Insert a row that belongs to the other tenant". */
  readonly title: string;
  /** Tries it as the subject on all that it applies to. */
  run(arena: Arena, subject: AttackingSubject): AsyncIterable<Attempt>;
}

export interface ProofReport {
  readonly server: string;
  readonly database: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly subjects: readonly { name: string; role: string; method: Method }[];
  readonly attacks: readonly { name: string; title: string }[];
  readonly tables: readonly {
    readonly table: string;
    readonly scope: string | undefined;
    /** Why it has no rows; undefined when it has. */
    readonly unfilled: string | undefined;
  }[];
  readonly attempts: readonly Attempt[];
  /** No leak, and nothing unproved. */
  readonly proved: boolean;
}
