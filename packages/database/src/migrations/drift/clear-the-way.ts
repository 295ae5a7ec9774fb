import { ownerOf, type SchemaObject, splitId, textOf } from '../dump/object.ts';
import { isForeignKey } from './mend/constraint.ts';
import type { Draft } from './plan.ts';
import { isRunAsWhole, type MendContext, ranks, type Statement } from './statement.ts';

/**
 * Adds to what is dropped and made anew what depends on something that is dropped or gets another type, and what
 * depends on that.
 */
export function clearTheWay(
  draft: Draft,
  { dependencies, expected, found }: MendContext,
  dropOf: (object: SchemaObject) => readonly Statement[],
): void {
  const touched = draft.others.filter((one) => one.needsAway && one.caution === undefined);
  const retyped = new Set(touched.map(({ object }) => object));
  const dropped = [...draft.drops].filter(([, statements]) => isRunAsWhole(statements));
  const queue = [...retyped, ...dropped.map(([key]) => key)];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const name of dependencies.get(key) ?? []) {
      if (draft.drops.has(name)) continue;
      if (name.startsWith('default ')) {
        takeDefaultAway(draft, name.slice('default '.length), key, expected);
        continue;
      }
      const there = found.get(name);
      // What is not of the schema comes back as it was.
      const wanted = expected.get(name) ?? there;
      if (there === undefined || wanted === undefined) continue;
      if (!standsInTheWay(there, key, found) || (retyped.has(key) && comesAlong(there))) continue;
      draft.drops.set(name, dropOf(there));
      draft.anew.set(name, wanted);
      queue.push(name);
    }
  }
}

function takeDefaultAway(
  { drops, others }: Draft,
  column: string,
  on: string,
  expected: MendContext['expected'],
): void {
  if (on === `column ${column}`) return;
  const object = `column ${column}`;
  const [table, name] = splitId(column);
  const alter = `alter table ${table} alter column ${name}`;
  drops.set(`default ${column}`, [
    { object, rank: ranks.drop.default, sql: `${alter} drop default` },
  ]);
  const text = expected.get(object)?.facts['default'];
  if (text === undefined) return;
  others.push({ object, rank: ranks.default, sql: `${alter} set default ${textOf(text)}` });
}

/** A table's parts go with it, and a sequence with its column. */
function standsInTheWay(
  dependent: SchemaObject,
  key: string,
  found: MendContext['found'],
): boolean {
  const isRelation = key.startsWith('table ') || key.startsWith('view ');
  if (isRelation && ownerOf(dependent, found)?.key === key) return false;
  return dependent.kind !== 'sequence' && dependent.kind !== 'table';
}

/** A column that gets another type takes its indexes and constraints along, but not those of other tables. */
function comesAlong(object: SchemaObject): boolean {
  const { kind } = object;
  if (kind === 'constraint') return !isForeignKey(object);
  return kind === 'index' || kind === 'statistics';
}
