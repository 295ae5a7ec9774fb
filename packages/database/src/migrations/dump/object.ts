/*
 * A schema as a list of objects, each with the facts that are compared. The committed schema.json and what is read from
 * a live database are both this. Names are as SQL writes them ("public.projects", `public."Order"`), everything is
 * schema-qualified, and text that the server prints is printed under an empty search_path.
 */

/** In the order in which they are written. */
export const kinds = [
  'role',
  'database',
  'extension',
  'schema',
  'type',
  'sequence',
  'function',
  'table',
  'view',
  'column',
  'constraint',
  'index',
  'statistics',
  'trigger',
  'rule',
  'policy',
  'default-privileges',
  'event-trigger',
] as const;

export type Kind = (typeof kinds)[number];

/** `true` for what is so; what is not so is left out. */
export type Fact = string | number | true | readonly string[] | { readonly [name: string]: Fact };

export type Facts = { readonly [name: string]: Fact };

export interface SchemaObject {
  /** Its kind and its id: `column public.projects.name`. */
  readonly key: string;
  readonly kind: Kind;
  /** Unique among its kind: "public.projects.name", "app.member_can(text)". */
  readonly id: string;
  readonly facts: Facts;
}

/** The objects by key, in the order of the dump. */
export type Schema = ReadonlyMap<string, SchemaObject>;

/** Whoever owns what migrations make: the login has another name in every database. */
export const migrator = '@migrator';

/** What belongs to a table or a view, is named after it, and goes with it. */
const parts: ReadonlySet<Kind> = new Set([
  'column',
  'constraint',
  'index',
  'statistics',
  'trigger',
  'rule',
  'policy',
]);

export function isPart({ kind }: Pick<SchemaObject, 'kind'>): boolean {
  return parts.has(kind);
}

export function schemaObject(key: string, facts: Facts): SchemaObject {
  const end = key.indexOf(' ');
  return { key, kind: key.slice(0, end) as Kind, id: key.slice(end + 1), facts };
}

/** An id's last name, and what is before it: ["public.projects", "name"]. Not for functions. */
export function splitId(id: string): readonly [string, string] {
  const [, before = '', name = ''] =
    /^(?:(.*)\.)?("(?:[^"]|"")+"|[^."]+)$/s.exec(id) ?? ([] as string[]);
  return [before, name];
}

/** A fact as text; nothing of one that is not there. */
export function textOf(fact: Fact | undefined): string {
  if (fact === undefined) return '';
  if (Array.isArray(fact)) return fact.join('\n');
  return typeof fact === 'object' ? JSON.stringify(fact) : `${fact}`;
}

/** A fact that is a list; empty when it is not there. */
export function listOf(fact: Fact | undefined): readonly string[] {
  return Array.isArray(fact) ? (fact as readonly string[]) : [];
}

/** A fact that has others by name; empty when it is not there. */
export function recordOf<Value extends Fact>(
  fact: Fact | undefined,
): Readonly<Record<string, Value>> {
  const isRecord = typeof fact === 'object' && !Array.isArray(fact);
  return isRecord ? (fact as Readonly<Record<string, Value>>) : {};
}

/** What the roles may do: grants are lists of rights by role. */
export type Grants = Readonly<Record<string, readonly string[]>>;

/** The table or view that an object is part of; undefined for what stands by itself. */
export function ownerOf(object: SchemaObject, schema: Schema): SchemaObject | undefined {
  if (!isPart(object)) return undefined;
  const [id] = splitId(object.id);
  return schema.get(`table ${id}`) ?? schema.get(`view ${id}`);
}

/** The schema that something is in, as SQL writes it; undefined for what is in none. */
export function namespaceOf({ kind, id }: Pick<SchemaObject, 'kind' | 'id'>): string | undefined {
  if (kind === 'schema') return id;
  return /^("(?:[^"]|"")+"|[^."]+)\./.exec(id)?.[1];
}
