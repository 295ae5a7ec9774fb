/**
 * Sorts things so that each comes after those it refers to. Those that refer to each other in a circle come as one group.
 *
 * @param references what an item refers to; itself, and what is not among the items, does not matter.
 * @returns groups in order; inside a group, the order of `items`.
 */
export function inReferenceOrder<T>(
  items: readonly T[],
  references: (item: T) => readonly T[],
): readonly (readonly T[])[] {
  const among = new Set(items);
  const next = (item: T) => references(item).filter((other) => among.has(other) && other !== item);
  return components(items, next).map((group) => items.filter((item) => group.has(item)));
}

/** Tarjan's strongly connected components, which come out in the order we want: what is referred to first. */
function components<T>(
  items: readonly T[],
  next: (item: T) => readonly T[],
): readonly ReadonlySet<T>[] {
  const found: Set<T>[] = [];
  const numbers = new Map<T, number>();
  const lowest = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();

  const visit = (item: T): void => {
    const number = numbers.size;
    numbers.set(item, number);
    lowest.set(item, number);
    stack.push(item);
    onStack.add(item);
    for (const other of next(item)) {
      if (!numbers.has(other)) visit(other);
      if (onStack.has(other)) lowest.set(item, Math.min(lowest.get(item)!, lowest.get(other)!));
    }
    if (lowest.get(item) !== number) return;
    const group = new Set<T>();
    let top: T;
    do {
      top = stack.pop()!;
      onStack.delete(top);
      group.add(top);
    } while (top !== item);
    found.push(group);
  };

  for (const item of items) if (!numbers.has(item)) visit(item);
  return found;
}
