import type { TableConfig } from '../config/config.ts';
import type { Scope } from '../declare/declaration.ts';

/*
 * What pg_catalog says, typed: what the prover (and the converter) stand on. Names are as they are, not quoted;
 * `ident` is the name as SQL writes it. All SQL in it is schema-qualified: it means the same under any search_path.
 */

export interface Catalog {
  /** 150018: `server_version_num`. */
  readonly version: number;
  /** Tables and partitions, without foreign tables (see {@link View}). */
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
  /** What the configuration says of it, or of the partitioned table it is part of; undefined where it is not listed. */
  readonly config: TableConfig | undefined;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly Unique[];
  /** Those that are enforced. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Those that are enforced. */
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  /** Names of the enabled triggers that are not the system's own. */
  readonly triggers: readonly string[];
  /** SQL of the partition constraint, with those of its ancestors; undefined where there is none. */
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
  /** SQL of what a generated column is; undefined for the others. */
  readonly expression: string | undefined;
}

export interface TypeInfo {
  /** "text", "numeric(12,2)": with its modifier. */
  readonly name: string;
  readonly kind: 'base' | 'enum' | 'range' | 'multirange' | 'composite' | 'array' | 'pseudo';
  /** `pg_type.typcategory`: N number, S string, D date/time, B boolean, U user-defined, ... */
  readonly category: string;
  /** Of an enum, in its order. */
  readonly labels: readonly string[];
  /** Of an array its element, of a range its bound, of a multirange its range. */
  readonly of: TypeInfo | undefined;
  /** Of a composite type. */
  readonly attributes: readonly Attribute[];
  /** Checks of the domains it came through, on the name `value`. */
  readonly domainChecks: readonly string[];
  readonly domainNotNull: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly type: TypeInfo;
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
  /** What makes two keys the same: `OPERATOR(pg_catalog.=)`, one a key. */
  readonly operators: readonly string[];
  readonly nullsNotDistinct: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** Oid of the table, which may be in a schema that the configuration leaves out. */
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

/** An exclusion constraint, or a key WITHOUT OVERLAPS. */
export interface Exclusion {
  readonly name: string;
  /** Columns; empty where it is on expressions. */
  readonly columns: readonly string[];
  /** SQL of each key, as {@link Unique.keys}. */
  readonly keys: readonly string[];
  /** `OPERATOR(pg_catalog.&&)`, one a key. */
  readonly operators: readonly string[];
  readonly where: string | undefined;
}

/** What is read like a table and has no rows of its own that could be made: a foreign table's are another server's. */
export interface View {
  readonly oid: number;
  readonly ident: string;
  readonly kind: 'view' | 'materialized' | 'foreign';
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
  /** Types of the arguments a call names, `format_type()`; those of a procedure's OUT parameters as well. */
  readonly argumentTypes: readonly string[];
  /** How many of them may be left out. */
  readonly defaults: number;
  /** `format_type()`; "void" for a procedure. */
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
