import { type Fact, isPart, ownerOf, type Schema, type SchemaObject } from '../dump/object.ts';

/** What differs between the schema and a database. */
export interface Comparison {
  /** Not in the database; with their parts. */
  readonly missing: readonly SchemaObject[];
  /** Parts that a table of the schema does not have there, and default privileges. */
  readonly unexpected: readonly SchemaObject[];
  readonly changed: readonly Change[];
  /** Whole objects that the schema does not have, in one of its schemas. */
  readonly unknown: readonly SchemaObject[];
  /** Schemas, extensions and event triggers that the schema does not have. */
  readonly foreign: readonly SchemaObject[];
}

export interface Change {
  readonly expected: SchemaObject;
  readonly found: SchemaObject;
}

/** Compares what should be with what is. `ignores` says of an object that it is nobody's business. */
export function compareSchemas(
  expected: Schema,
  found: Schema,
  ignores: (object: SchemaObject, owner: SchemaObject | undefined) => boolean = () => false,
): Comparison {
  const wanted = [...expected.values()].filter(
    (object) =>
      !ignores(object, ownerOf(object, expected)) && !isMovedPart(object, expected, found),
  );
  const there = [...found.values()].filter(
    (object) => !ignores(object, ownerOf(object, found)) && !isMovedPart(object, expected, found),
  );
  // Roles are the server's: those that the schema does not have are another database's.
  const extra = there.filter(({ key, kind }) => !expected.has(key) && kind !== 'role');
  const isForeign = ({ kind }: SchemaObject) =>
    kind === 'schema' || kind === 'extension' || kind === 'event-trigger';
  const isOurs = (object: SchemaObject) => {
    if (object.kind === 'default-privileges') return true;
    const owner = ownerOf(object, found);
    return owner !== undefined && expected.has(owner.key);
  };
  return {
    missing: wanted.filter(({ key }) => !found.has(key)),
    changed: wanted.flatMap((object) => {
      const live = found.get(object.key);
      return live === undefined || factDifferences(object, live).length === 0
        ? []
        : [{ expected: object, found: live }];
    }),
    unexpected: extra.filter(isOurs),
    unknown: extra.filter(
      (object) =>
        !isForeign(object) &&
        !isOurs(object) &&
        !isPart(object) &&
        !goesWith(object, expected, found),
    ),
    foreign: extra.filter(isForeign),
  };
}

export interface FactDifference {
  readonly name: string;
  readonly expected: Fact | undefined;
  readonly found: Fact | undefined;
}

/** The facts that two objects with the same key do not share. */
export function factDifferences(
  expected: SchemaObject,
  found: SchemaObject,
): readonly FactDifference[] {
  const names = new Set([...Object.keys(expected.facts), ...Object.keys(found.facts)]);
  // What a function uses follows from its definition.
  names.delete('uses');
  return [...names]
    .map((name) => ({ name, expected: expected.facts[name], found: found.facts[name] }))
    .filter((fact) => !isSame(fact.expected, fact.found));
}

/** Whether two facts say the same. */
export function isSame(a: Fact | undefined, b: Fact | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// A table that left its parent has columns of its own, which it shared before: that is one difference, not many.
function isMovedPart(object: SchemaObject, expected: Schema, found: Schema): boolean {
  const owner = ownerOf(object, expected);
  const live = owner && found.get(owner.key);
  if (owner === undefined || live === undefined) return false;
  return ['partition of', 'inherits'].some((name) => !isSame(owner.facts[name], live.facts[name]));
}

/**
 * What comes and goes with something else: the sequence of a column that is reported itself, a partition of a table
 * that is, and one of a table of ours that nobody has a grant on: partitions are made while the application runs.
 */
function goesWith(object: SchemaObject, expected: Schema, found: Schema): boolean {
  const ownedBy = object.facts['owned by'];
  if (typeof ownedBy === 'string') return !expected.has(`column ${ownedBy}`);
  const parent = object.facts['partition of'];
  if (typeof parent !== 'string') return false;
  const isOfOurs = expected.has(`table ${parent}`) && object.facts['grants'] === undefined;
  return isOfOurs || (!expected.has(`table ${parent}`) && found.has(`table ${parent}`));
}

/** The schemas that something of the schema is in. */
export function namespacesOf(schema: Schema): readonly string[] {
  return [...schema.values()].filter(({ kind }) => kind === 'schema').map(({ id }) => id);
}
