import type { Action } from '../../catalog/catalog.ts';

/*
 * What a conversion needs to know of a database: more than Catalog has, because all of it must be made anew, and be
 * put back, exactly as it was. Names are as they are; `ident` is the name as SQL writes it, with its schema.
 */

export interface Survey {
  /** 150018: `server_version_num`. */
  readonly version: number;
  readonly database: string;
  /** By schema and name; without the system's and extensions'. */
  readonly tables: readonly SurveyTable[];
  readonly views: readonly SurveyView[];
  readonly routines: readonly SurveyRoutine[];
  readonly roles: readonly SurveyRole[];
  readonly schemas: readonly string[];
  /** Of relations, constraints, types, triggers and routines, in any schema: what a new thing may not be called. */
  readonly takenNames: readonly string[];
  /** Who may make temporary tables in the database, and who may create in schema public. "public" is everybody. */
  readonly rights: {
    readonly temporary: readonly string[];
    readonly createInPublic: readonly string[];
  };
  /** Those that are not disabled. */
  readonly eventTriggers: readonly string[];
  /** The schema app, where it is there: the tenant client's functions go into it. */
  readonly appSchema: SurveyAppSchema | null;
  readonly session: SurveySession;
}

export interface SurveyAppSchema {
  readonly owner: string;
  /** Other roles that may create in it; "public" is everybody. */
  readonly creators: readonly string[];
  /** Tables, sequences and the like. */
  readonly relations: readonly string[];
}

export interface SurveySession {
  readonly user: string;
  readonly superuser: boolean;
  /** Whether it may switch triggers off for itself (`session_replication_role`). */
  readonly mayQuietTriggers: boolean;
  readonly mayCreateRoles: boolean;
  /** Roles that are there, and that it may make itself a member of. */
  readonly mayGrant: readonly string[];
}

export interface SurveyTable {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly ident: string;
  /** Its schema as SQL writes it. */
  readonly quotedSchema: string;
  readonly kind: 'table' | 'partitioned';
  readonly owner: string;
  /** The oid of the table that this is a partition of. */
  readonly partitionOf: number | undefined;
  /** Whether it inherits, or is inherited from, other than as a partition. */
  readonly inherits: boolean;
  /** Whether it is a table OF a type. */
  readonly ofType: boolean;
  /** Columns of tables that hold rows of it: "public.drafts.row". */
  readonly rowsHeldIn: readonly string[];
  /** Estimated. */
  readonly rows: number;
  readonly bytes: number;
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  readonly policies: readonly string[];
  readonly published: boolean;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  readonly columns: readonly SurveyColumn[];
  readonly indexes: readonly SurveyIndex[];
  readonly foreignKeys: readonly SurveyForeignKey[];
  /** Exclusion constraints, and keys WITHOUT OVERLAPS. */
  readonly exclusions: readonly string[];
  readonly triggers: readonly SurveyTrigger[];
  /** Names of its rules. */
  readonly rules: readonly string[];
  /** Sequences that its columns own or draw from, as SQL writes them. */
  readonly sequences: readonly string[];
  /** Rights of roles other than the owner; "public" is everybody. */
  readonly grants: readonly SurveyGrant[];
}

export interface SurveyColumn {
  readonly name: string;
  readonly ident: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly generated: boolean;
  /** SQL of its default; null where there is none. */
  readonly default: string | null;
}

/** A unique index, with the constraint that it stands behind. */
export interface SurveyIndex {
  readonly oid: number;
  readonly name: string;
  readonly ident: string;
  /** Its name as SQL writes it, without its schema. */
  readonly quoted: string;
  /** `pg_get_indexdef`. */
  readonly definition: string;
  readonly primary: boolean;
  readonly valid: boolean;
  /** The index of the partitioned table that this one is a part of. */
  readonly partOf: number | undefined;
  /** SQL of each key: a column, or an expression. */
  readonly keys: readonly string[];
  /** SQL of which rows are in it; null: all. */
  readonly where: string | null;
  /** Its keys' columns; empty where one is an expression. */
  readonly columns: readonly string[];
  readonly included: readonly string[];
  /** How many columns and expressions it has, included ones too. */
  readonly width: number;
  readonly partial: boolean;
  readonly nullsNotDistinct: boolean;
  /** "fillfactor = '70'". */
  readonly options: readonly string[];
  readonly constraint: SurveyConstraint | undefined;
  readonly comment: string | undefined;
  readonly clustered: boolean;
  readonly replicaIdentity: boolean;
}

export interface SurveyConstraint {
  readonly name: string;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly comment: string | undefined;
  /** Oids of the views that stand on it: they GROUP BY the primary key. */
  readonly views: readonly number[];
  /** Other things that do: functions whose body was parsed. */
  readonly standing: readonly string[];
}

export interface SurveyForeignKey {
  readonly name: string;
  /** `pg_get_constraintdef`. */
  readonly definition: string;
  readonly columns: readonly string[];
  /** Oid. */
  readonly references: number;
  readonly referencedColumns: readonly string[];
  readonly full: boolean;
  readonly onDelete: Action;
  readonly onUpdate: Action;
  /** Columns that ON DELETE SET NULL (or DEFAULT) names; empty: all. */
  readonly setColumns: readonly string[];
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly validated: boolean;
  readonly enforced: boolean;
  /** Whether it is that of the partitioned table. */
  readonly inherited: boolean;
  readonly temporal: boolean;
  readonly comment: string | undefined;
}

export interface SurveyTrigger {
  readonly name: string;
  /** O: as usual; D: disabled; A: always; R: on replicas. */
  readonly enabled: 'O' | 'D' | 'A' | 'R';
  readonly onUpdate: boolean;
  readonly onDelete: boolean;
  /** Whether it fires whatever the row holds, and whichever columns are written. */
  readonly unconditional: boolean;
  /** The text of its function. */
  readonly source: string;
}

export interface SurveyGrant {
  readonly role: string;
  readonly privilege: string;
}

export interface SurveyView {
  readonly oid: number;
  readonly ident: string;
  readonly owner: string;
  readonly kind: 'view' | 'materialized';
  readonly securityInvoker: boolean;
  /** `pg_get_viewdef`, without the semicolon. */
  readonly definition: string;
  readonly columns: readonly SurveyViewColumn[];
  /** "security_barrier=true". */
  readonly options: readonly string[];
  /** Names of its rules, without the one that it is. */
  readonly rules: readonly string[];
  /** Oids of the tables and views that it reads. */
  readonly reads: readonly number[];
  readonly grants: readonly SurveyGrant[];
}

export interface SurveyViewColumn {
  readonly ident: string;
  readonly type: string;
  /** As SQL writes it, when it is not that of the type. */
  readonly collation: string | null;
}

export interface SurveyRoutine {
  readonly signature: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  readonly owner: string;
  readonly definer: boolean;
  readonly isTrigger: boolean;
  /** Oid of the table of whose rows it returns one or several, when its body was parsed as it was made (BEGIN ATOMIC). */
  readonly parsedRowsOf: number | undefined;
  /** Roles that may execute it by name; "public" is everybody. */
  readonly executors: readonly string[];
  readonly source: string;
}

export interface SurveyRole {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassRls: boolean;
  readonly canLogin: boolean;
  /** Roles whose rights it has, by name. */
  readonly memberOf: readonly string[];
}
