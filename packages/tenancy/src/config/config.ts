import type { Scope } from '../declare/declaration.ts';

/*
 * What `check` and `prove` are told of a database: nothing that its catalogs say already. A project writes it
 * once, in tenancy.config.ts.
 */

/** One SQL statement with bound parameters, as node-postgres and PGlite take it. */
export interface BoundStatement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** How a table is isolated, where the catalogs do not say. */
export interface TableConfig {
  readonly scope: Scope;
  /**
   * SQL name of the column that says whose a row is: the tenant's id (scopes tenant and organization), a user's
   * (scope user). Default: the tenant key; for organization and user, the one column of the primary key.
   */
  readonly key?: string;
  /**
   * Subject's name to the SQL name of a column: inside its tenant, that subject sees only rows where the column
   * holds its own id (see {@link Subject.id}).
   */
  readonly ownedBy?: Readonly<Record<string, string>>;
  /** Names of the subjects whose new rows may be somebody else's, in spite of `ownedBy`. */
  readonly insertForOthers?: readonly string[];
  /** Names of the subjects that may write. Left out: all that have the grant. */
  readonly writers?: readonly string[];
  /** Whether triggers keep its rows: a tenant's change with what the tenant writes elsewhere, another tenant's never do. */
  readonly derived?: boolean;
  /** SQL expressions for the rows that `prove` makes, by column: for what the catalogs do not say. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A policy that must be there, as the policy compiler gives it. */
export interface ExpectedPolicy {
  readonly name: string;
  readonly role: string;
  readonly command: 'select' | 'insert' | 'update' | 'delete' | 'all';
  readonly using?: string;
  readonly check?: string;
}

/** All that roles may do with one table. What is not in it is a finding. */
export interface ExpectedAccess {
  /** "projects" or "billing.invoices", as SQL writes it. */
  readonly table: string;
  readonly policies: readonly ExpectedPolicy[];
}

/**
 * The value of `column` in a row that `prove` made in `table` for the tenant that is acted for, as text.
 *
 * @param nth which row; 0 is the subject's own, 1 another one of the same tenant. Default 0.
 * @throws Error when there is no such row: the subject is reported as unproved.
 */
export type OwnValue = (table: string, column: string, nth?: number) => string;

/** A column that says whose rows are: see {@link TableConfig.ownedBy}. */
export interface OwnedBy {
  /** "projects", or "billing.invoices". */
  readonly table: string;
  readonly column: string;
}

/** Somebody `prove` attacks as. It adds the same role without a context, and with forged ones, by itself. */
export interface Subject {
  /** "member". */
  readonly name: string;
  /** The database role that its statements run as. */
  readonly role: string;
  /** Connection string of a login that works as this role. Left out: the admin connection assumes the role. */
  readonly login?: string;
  /** Run by the admin before the attacks: what makes the rows of `prove` this subject's (a membership, a status). */
  readonly prepare?: (own: OwnValue) => readonly BoundStatement[];
  /** What the application's client sends at the start of a transaction, so that it runs for this subject. */
  readonly enter: (own: OwnValue) => readonly BoundStatement[];
  /** The id that an `ownedBy` column holds for this subject. */
  readonly id?: (own: OwnValue, owned: OwnedBy) => string;
}

export interface TenancyConfig {
  /** SQL name of the tenant key. Default: organization_id. Its type is what the columns have. */
  readonly tenantKey?: string;
  /** Schemas to look at. Default: all but the system's and those that belong to an extension. */
  readonly schemas?: readonly string[];
  readonly roles: {
    /** Roles that tenants' statements run as. Logins that are members of one are found. */
    readonly tenant: readonly string[];
    /** Roles that see every tenant by intent: staff, backups, the owner of lookup functions. */
    readonly trusted?: readonly string[];
  };
  /**
   * Tables by name, "projects" (of schema public) or "billing.invoices". A table that is not listed and has the
   * tenant key is a tenant's; without it, it is not classified.
   */
  readonly tables?: Readonly<Record<string, Scope | TableConfig>>;
  /** The policies as compiled; with them, `check` compares. Left out: policies are judged by what they say. */
  readonly expected?: readonly ExpectedAccess[];
  /** Functions with their owner's rights that tenants may execute, "app.member_can(text)": looked at by people. */
  readonly trustedFunctions?: readonly string[];
  /** Whether the server can tell a forged context (it is signed). Default true; `false`: a forged context that reads is reported as accepted. */
  readonly signedContext?: boolean;
  readonly subjects?: readonly Subject[];
  /** The file of findings that were looked at and accepted; see docs/checker.md. */
  readonly baseline?: string;
}

/** Types a configuration: `export default defineTenancy({...})`. */
export function defineTenancy(config: TenancyConfig): TenancyConfig {
  return config;
}

/** The configuration of every listed table, by name. */
export function tableConfigs(config: TenancyConfig): readonly (TableConfig & { name: string })[] {
  return Object.entries(config.tables ?? {}).map(([name, table]) =>
    typeof table === 'string' ? { name, scope: table } : { name, ...table },
  );
}

export function tenantKeyOf(config: TenancyConfig): string {
  return config.tenantKey ?? 'organization_id';
}
