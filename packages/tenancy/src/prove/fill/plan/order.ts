/** What a family's rows need of another's. */
export interface Need {
  readonly of: number;
  /**
   * - `hard`: a foreign key that cannot be NULL.
   * - `hint`: an id that is better known before.
   * - `soft`: a foreign key that can be NULL at first.
   */
  readonly kind: 'hard' | 'hint' | 'soft';
}

/**
 * - `fill`: a table whose needs are there.
 * - `knot`: tables that need each other's rows, to be made at once.
 * - `mend`: tables whose foreign keys to each other were left NULL.
 */
export interface Step {
  readonly kind: 'fill' | 'knot' | 'mend';
  readonly of: readonly number[];
}

export type Needs = ReadonlyMap<number, readonly Need[]>;

/** In which order tables are filled, so that what a row needs is there. A table's need of itself is its own affair. */
export function stepsOf(needs: Needs): readonly Step[] {
  return circlesOf(needs).flatMap((circle): readonly Step[] => {
    if (circle.length === 1) return [{ kind: 'fill', of: circle }];
    const inside = within(needs, circle);
    for (const weakest of ['soft', 'hint'] as const) {
      const weaker = without(inside, weakest);
      if (weaker !== inside) return [...stepsOf(weaker), { kind: 'mend', of: circle }];
    }
    return [{ kind: 'knot', of: circle }];
  });
}

function within(needs: Needs, circle: readonly number[]): Needs {
  const members = new Set(circle);
  return new Map(
    circle.map((node) => [
      node,
      (needs.get(node) ?? []).filter(({ of }) => members.has(of) && of !== node),
    ]),
  );
}

/** The same when there is nothing to leave out. */
function without(needs: Needs, kind: Need['kind']): Needs {
  const all = [...needs.values()].flat();
  if (!all.some((need) => need.kind === kind)) return needs;
  return new Map([...needs].map(([node, its]) => [node, its.filter((need) => need.kind !== kind)]));
}

/** Tarjan's strongly connected components: each behind those that it needs. */
function circlesOf(needs: Needs): readonly (readonly number[])[] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const circles: number[][] = [];
  const visit = (node: number) => {
    const at = index.size;
    index.set(node, at);
    low.set(node, at);
    stack.push(node);
    for (const { of } of needs.get(node) ?? []) {
      if (!needs.has(of)) continue;
      if (!index.has(of)) visit(of);
      if (stack.includes(of)) low.set(node, Math.min(low.get(node) ?? at, low.get(of) ?? at));
    }
    if (low.get(node) === at) circles.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of needs.keys()) if (!index.has(node)) visit(node);
  return circles;
}
