import { listOf, ownerOf, type SchemaObject } from '../dump/object.ts';
import { usesOf } from './mend/routine.ts';
import type { MendContext, Statement } from './statement.ts';

/** First what cannot be in a transaction with the rest, then what drops, what makes and changes, and what drops last. */
export function inScriptOrder(
  drops: readonly Statement[],
  others: readonly Statement[],
  last: readonly Statement[],
  context: MendContext,
): readonly Statement[] {
  return [
    ...others.filter(({ alone }) => alone === true),
    ...inDropOrder(drops, context),
    ...inMakingOrder(
      others.filter(({ alone }) => alone !== true),
      context,
    ),
    ...inDropOrder(last, context),
  ];
}

/** By rank, but nothing before what depends on it. */
function inDropOrder(
  drops: readonly Statement[],
  { dependencies, found }: MendContext,
): readonly Statement[] {
  const tableOf = (name: string) => {
    const part = found.get(name.replace(/^default /, 'column '));
    return part === undefined ? undefined : ownerOf(part, found)?.key;
  };
  const left = drops.toSorted((a, b) => a.rank - b.rank);
  const ordered: Statement[] = [];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ object }) => object));
    const isFree = ({ object }: Statement) =>
      [...(dependencies.get(object) ?? [])]
        .flatMap((dependent) => [dependent, tableOf(dependent) ?? dependent])
        .every((dependent) => dependent === object || !waiting.has(dependent));
    const next = left.findIndex(isFree);
    // A circle: in the order of the ranks.
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

/** By rank, and within a rank nothing before what it uses. */
function inMakingOrder(
  statements: readonly Statement[],
  context: MendContext,
): readonly Statement[] {
  const depths = new Map<string, number>();
  const depthOf = (key: string): number => {
    const known = depths.get(key);
    if (known !== undefined) return known;
    depths.set(key, 0);
    const object = context.expected.get(key);
    const below = object === undefined ? [] : needsOf(object);
    const depth = below.length === 0 ? 0 : 1 + Math.max(...below.map(depthOf));
    depths.set(key, depth);
    return depth;
  };
  return statements.toSorted((a, b) => a.rank - b.rank || depthOf(a.object) - depthOf(b.object));
}

/** The keys of what has to be made before it, among objects of its kind. */
function needsOf(object: SchemaObject): readonly string[] {
  const parent = object.facts['partition of'];
  const parents = listOf(object.facts['inherits']);
  return [
    ...usesOf(object),
    ...(typeof parent === 'string' ? [`table ${parent}`] : []),
    ...parents.map((id) => `table ${id}`),
  ];
}
