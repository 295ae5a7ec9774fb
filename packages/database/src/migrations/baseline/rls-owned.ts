import { ownerOf, recordOf, type Schema, schemaObject, type SchemaObject } from '../dump/object.ts';
import { factDifferences } from '../drift/compare.ts';

/*
 * A database is taken over whether the RLS SQL was applied to it or not, and whichever version of it: db:migrate applies
 * it. So what it makes or changes is not compared: policies, and whatever else is otherwise with it than without.
 */

/** Says what a schema is without what the RLS SQL makes of it. */
export function withoutRls(before: Schema, after: Schema): (schema: Schema) => Schema {
  const isMade = ({ key, kind }: SchemaObject) =>
    kind === 'policy' || (after.has(key) && !before.has(key));
  return (schema) =>
    new Map(
      [...schema.values()]
        .filter((object) => !isMade(object) && !isPartOfMade(object, isMade, after))
        .map((object) => [object.key, withoutChanges(object, before, after)]),
    );
}

// Also what somebody added to a table that it makes.
function isPartOfMade(
  object: SchemaObject,
  isMade: (object: SchemaObject) => boolean,
  after: Schema,
): boolean {
  const owner = ownerOf(object, after);
  return owner !== undefined && isMade(owner);
}

function withoutChanges(object: SchemaObject, before: Schema, after: Schema): SchemaObject {
  const plain = before.get(object.key);
  const isolated = after.get(object.key);
  if (plain === undefined || isolated === undefined) return object;
  const changed = new Set(factDifferences(plain, isolated).map(({ name }) => name));
  if (changed.size === 0) return object;
  const { grants, ...others } = object.facts;
  const facts = Object.fromEntries(Object.entries(others).filter(([name]) => !changed.has(name)));
  const kept = changed.has('grants') ? grantsKept(object, plain, isolated) : grants;
  return schemaObject(object.key, { ...facts, ...(kept === undefined ? {} : { grants: kept }) });
}

/** On a table it resets all grants; on anything else those of the roles that it names. */
function grantsKept(
  { kind, facts }: SchemaObject,
  plain: SchemaObject,
  isolated: SchemaObject,
): SchemaObject['facts'] | undefined {
  if (kind === 'table' || kind === 'view') return undefined;
  const [a, b] = [recordOf(plain.facts['grants']), recordOf(isolated.facts['grants'])];
  const kept = Object.entries(recordOf(facts['grants'])).filter(
    ([role]) => JSON.stringify(a[role]) === JSON.stringify(b[role]),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
