import { isPart, kinds, type SchemaObject, splitId } from './object.ts';

interface Placed {
  readonly object: SchemaObject;
  /** Of a column: its number. Of the other parts of a table: which kind comes first. */
  readonly place: number;
}

/**
 * The order of the dump: kind by kind, but the parts of a table or view right behind it, its columns in their own
 * order. By code points, so that no collation has a say.
 */
export function inDumpOrder(placed: readonly Placed[]): readonly SchemaObject[] {
  return placed
    .map(({ object, place }) => ({ object, rank: rankOf(object, place) }))
    .toSorted((a, b) => compare(a.rank, b.rank))
    .map(({ object }) => object);
}

type Rank = readonly (string | number)[];

function rankOf(object: SchemaObject, place: number): Rank {
  const { kind, id } = object;
  const relations = kinds.indexOf('table');
  if (isPart(object)) {
    const column = kind === 'column' ? 0 : place;
    return [relations, splitId(id)[0], 1, column, kind === 'column' ? place : 0, id];
  }
  if (kind === 'table' || kind === 'view') return [relations, id, 0];
  return [kinds.indexOf(kind), id];
}

function compare(a: Rank, b: Rank): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
