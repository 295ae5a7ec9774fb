import type { Dependencies } from '../dump/dependencies.ts';
import type { Schema, SchemaObject } from '../dump/object.ts';

/** A statement that mends, and where in the script it belongs. */
export interface Statement {
  /** The key of what it mends. */
  readonly object: string;
  /** Without the semicolon. Empty: there is none, see `caution`. */
  readonly sql: string;
  readonly rank: number;
  /** It drops the object, so whatever depends on it has to be out of the way; or it changes it in a way that asks that. */
  readonly needsAway?: true;
  /** Why it is not to be run just so: it is printed as a comment. */
  readonly caution?: Caution;
  /** It cannot be in the transaction of what uses it. */
  readonly alone?: true;
}

export interface Caution {
  readonly reason: string;
  /** Whether `--allow-data-loss` lets it run. */
  readonly isLoss: boolean;
}

/** What those who write statements know. */
export interface MendContext {
  readonly expected: Schema;
  readonly found: Schema;
  readonly dependencies: Dependencies;
  /** The name that `@migrator` stands for, as SQL writes it. */
  readonly migrator: string;
  /** The name of the database, as SQL writes it. */
  readonly database: string;
  /** Whether a table holds rows, by its id. */
  hasRows(table: string): boolean;
  /** Whether a key is made by the script, as a whole. */
  isMade(key: string): boolean;
}

/** How one kind of object is mended. */
export interface Mender {
  create(object: SchemaObject, context: MendContext): readonly Statement[];
  drop(object: SchemaObject, context: MendContext): readonly Statement[];
  /** @returns undefined when it has to be dropped and made anew. */
  alter(
    expected: SchemaObject,
    found: SchemaObject,
    context: MendContext,
  ): readonly Statement[] | undefined;
}

/**
 * The order of the script: what is dropped, in the order of the ranks but never before what depends on it; then what is
 * made, by ranks alone.
 */
export const ranks = {
  defaultPrivilegesTaken: 0,
  drop: {
    policy: 10,
    trigger: 11,
    rule: 12,
    view: 13,
    constraint: 15,
    index: 16,
    default: 17,
    function: 18,
    column: 19,
    table: 20,
    sequence: 21,
    type: 22,
  },
  role: 30,
  extension: 31,
  schema: 32,
  type: 33,
  sequence: 34,
  table: 35,
  beforeType: 36,
  column: 37,
  function: 38,
  default: 39,
  generated: 40,
  notNull: 41,
  identity: 42,
  key: 43,
  check: 44,
  index: 45,
  foreignKey: 46,
  view: 47,
  ofView: 48,
  trigger: 49,
  table2: 50,
  policy: 51,
  owner: 52,
  grant: 53,
  comment: 54,
  defaultPrivileges: 55,
} as const;

/** A statement that nobody can write: the reason alone. */
export function byHand(object: SchemaObject, reason: string): Statement {
  return { object: object.key, sql: '', rank: ranks.table2, caution: { reason, isLoss: false } };
}

/** Whether there is something to run, and nothing of it is held back. */
export function isRunAsWhole(statements: readonly Statement[] | undefined): boolean {
  return statements !== undefined && statements.length > 0 && cautionOf(statements) === undefined;
}

/** Why statements are held back; undefined when they are not. */
export function cautionOf(statements: readonly Statement[] | undefined): Caution | undefined {
  return statements?.find(({ caution }) => caution !== undefined)?.caution;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A role as SQL writes it, of how the dump writes it. */
export function roleName(role: string, { migrator }: Pick<MendContext, 'migrator'>): string {
  return role === '@migrator' ? migrator : role;
}
