import type { Arena, Attacker } from './types.ts';

/**
 * Looks at all rows that the attacker must not write, wherever they are.
 *
 * @returns what says, later on, of which tables they are others than now. Once a subject: nothing stays changed.
 */
export async function watch(
  arena: Arena,
  attacker: Attacker,
): Promise<() => Promise<readonly string[]>> {
  const { tables } = arena.catalog;
  const look = () => arena.digests(attacker.subject, tables);
  const known = arena.remembered(attacker);
  const first = (known.get('watch') ?? look()) as ReturnType<typeof look>;
  known.set('watch', first);
  const before = await first;
  return async () => {
    const now = await look();
    return tables.filter((_, i) => now[i] !== before[i]).map(({ ident }) => ident);
  };
}
