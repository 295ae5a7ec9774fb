import type { PgTable } from 'drizzle-orm/pg-core';

/** How a table is isolated. */
export type Scope = 'tenant' | 'organization' | 'user' | 'global' | 'private';

export type Command = 'select' | 'insert' | 'update' | 'delete';

/** What a portal user (a customer's user, a role of its own) may do with a table. */
export interface PortalAccess {
  /** SQL name of the column that says whose a row is. Left out: every row of the tenant. */
  readonly ownedBy?: string;
  /** SQL of what that column holds for the portal user, asked once a statement. Default: the portal user's id. */
  readonly owner?: string;
  /** SQL of the rows it is about, beside `ownedBy`: with `(select app.fn())`, which is asked once a statement. */
  readonly visible?: string;
  /** Commands the portal role is granted. */
  readonly allow: readonly Command[];
  /** SQL names of the columns a portal user may write; left out: all but the tenant key. */
  readonly columns?: readonly string[];
}

export interface DeclarationOptions {
  /** What a portal user sees. Left out: nothing, not even a GRANT. */
  readonly portal?: PortalAccess;
  /** The least member role that may write; `false`: only the superadmin role writes. */
  readonly write?: string | false;
  /** Rows are only ever added: no UPDATE, no DELETE, not even for the superadmin role. */
  readonly appendOnly?: boolean;
  /** Rows carry `deleted_at`; deleted rows are invisible unless asked for. */
  readonly softDelete?: boolean;
  /** SQL name of a column with a user's id: that user reads the row before choosing an organization. */
  readonly ownRows?: string;
  /** Commands members may use at all. Left out: all that the scope and the other options leave. */
  readonly commands?: readonly Command[];
  /** SQL name of a column with a member's id: in an organization, only that member (and the system) sees, changes and deletes the row. */
  readonly ownedBy?: string;
  /** SQL of the rows that a member sees, beside those of other options: with `(select app.fn())`, which is asked once a statement. */
  readonly visible?: string;
  /** SQL of the rows, of those that a member sees, that they change and delete. Left out: all of them. */
  readonly changeable?: string;
  /** SQL that a row which a member inserts must satisfy as well. */
  readonly insertCheck?: string;
  /** SQL names of the columns members may change once a row is there. Left out: all that they may write. */
  readonly updatable?: readonly string[];
  /** SQL names of columns that only the superadmin role may write. */
  readonly protectedColumns?: readonly string[];
}

export interface Declaration extends DeclarationOptions {
  readonly scope: Scope;
}

// With the number of the layout: a declaration that another version made is none, and unclassified tables are refused.
const key: unique symbol = Symbol.for('@startkit/tenancy/declaration/1') as never;

/** Attaches `declaration` to `table`. A property of the table, so that it survives a module loaded twice. */
export function declare<T extends PgTable>(table: T, declaration: Declaration): T {
  Object.defineProperty(table, key, { value: Object.freeze(declaration), configurable: true });
  return table;
}

/** The declaration of `table`, or undefined when nobody classified it. */
export function declarationOf(table: PgTable): Declaration | undefined {
  return (table as { [key]?: Declaration })[key];
}
