import type { Scope } from '../declare/declaration.ts';

/*
 * What pg_catalog says, typed: what the prover (and the converter) stand on. Names are as they are, not quoted;
 * `ident` is the name as SQL writes it.
 */

export interface Catalog {
  /** 150018: `server_version_num`. */
  readonly version: number;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly routines: readonly Routine[];
  readonly roles: readonly Role[];
}

export interface Table {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** `public."Order"`. */
  readonly ident: string;
  readonly kind: 'table' | 'partitioned';
  /** The oid of the parent when this is a partition. */
  readonly partitionOf: number | undefined;
  /** Parents by inheritance (not partitioning). */
  readonly inherits: readonly number[];
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  /** Undefined: nobody classified it. */
  readonly scope: Scope | undefined;
  /** The column that says whose a row is (see TableConfig.key). */
  readonly key: string | undefined;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly Unique[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  /** Names of the triggers that are not the system's own. */
  readonly triggers: readonly string[];
  /** SQL of the partition constraint, of a leaf; undefined where there is none. */
  readonly partitionConstraint: string | undefined;
}

export interface Column {
  readonly name: string;
  /** `format_type()`: "character varying(20)", "public.mood", "integer[]". */
  readonly type: string;
  /** What the type is, after its domains. */
  readonly base: TypeInfo;
  readonly notNull: boolean;
  /** SQL of the default; undefined where there is none. */
  readonly default: string | undefined;
  readonly identity: 'always' | 'by default' | undefined;
  readonly generated: boolean;
}

export interface TypeInfo {
  /** "text", "numeric(12,2)": with its modifier. */
  readonly name: string;
  readonly kind: 'base' | 'enum' | 'range' | 'multirange' | 'composite' | 'array' | 'pseudo';
  /** `pg_type.typcategory`: N number, S string, D date/time, B boolean, U user-defined, ... */
  readonly category: string;
  readonly labels: readonly string[];
  /** Of an array its element, of a range its bound, of a multirange its range. */
  readonly of: TypeInfo | undefined;
  /** Checks of the domains it came through, on the name `value`. */
  readonly domainChecks: readonly string[];
  readonly domainNotNull: boolean;
}

export interface Unique {
  readonly name: string;
  /** Columns; empty where it is on expressions. */
  readonly columns: readonly string[];
  readonly primary: boolean;
  /** SQL of a partial index' predicate. */
  readonly where: string | undefined;
  /** True when one of its keys is an expression. */
  readonly expressions: boolean;
  /** SQL of each key, in order: a column's name as SQL writes it, or an expression. */
  readonly keys: readonly string[];
  readonly nullsNotDistinct: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: number;
  readonly referencedColumns: readonly string[];
  readonly match: 'simple' | 'full';
  readonly deferrable: boolean;
  readonly onDelete: Action;
  readonly onUpdate: Action;
}

export type Action = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface Check {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL of the condition, on the table's column names. */
  readonly sql: string;
}

export interface Exclusion {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface View {
  readonly oid: number;
  readonly ident: string;
  readonly kind: 'view' | 'materialized';
  readonly securityInvoker: boolean;
  readonly columns: readonly string[];
}

export interface Routine {
  readonly oid: number;
  /** `app.member_can`. */
  readonly ident: string;
  /** `app.member_can(text)`. */
  readonly signature: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Types of the arguments that are passed in, `format_type()`. */
  readonly argumentTypes: readonly string[];
  /** How many of them may be left out. */
  readonly defaults: number;
  readonly returns: string;
  readonly definer: boolean;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly owner: string;
  /** Source text, for the names of settings it reads. */
  readonly source: string;
}

export interface Role {
  readonly name: string;
  readonly canLogin: boolean;
  readonly superuser: boolean;
  readonly bypassRls: boolean;
  readonly createRole: boolean;
  readonly replication: boolean;
}
