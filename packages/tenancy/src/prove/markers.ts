import type { Catalog } from '../catalog/catalog.ts';
import type { Filled, MadeRow, Side } from './types.ts';

/** Shorter ones may be anywhere by chance. */
const leastLength = 8;

export interface Markers {
  /** Texts that only rows of the other tenant hold. */
  readonly foreign: readonly string[];
  /** Texts that rows hold which were made, longest first: what a report must not print. */
  readonly all: readonly string[];
}

/** Values that give away the row they are from. */
export function markersOf(catalog: Catalog, filled: Filled): Markers {
  const values = (side: Side) =>
    new Set(
      catalog.tables
        .filter(({ scope }) => scope !== 'global')
        .flatMap((table) => rows(filled, table, side))
        .flatMap((row) => telling(row)),
    );
  const own = values('own');
  const foreign = [...values('foreign')].filter((value) => !own.has(value));
  const all = [...new Set([...own, ...foreign])].toSorted((a, b) => b.length - a.length);
  return { foreign, all };
}

function rows(filled: Filled, table: MadeRow['table'], side: Side): readonly MadeRow[] {
  return [0, 1, 2, 3].flatMap((nth) => filled.row(table, side, nth) ?? []);
}

/** Numbers, dates and the like are the same in many rows; so is what a column may only hold. */
function telling({ table, values }: MadeRow): readonly string[] {
  const columns = table.columns.filter(
    ({ base }) => base.kind === 'base' && (base.category === 'S' || base.name === 'uuid'),
  );
  return columns.flatMap(({ name }) => {
    const value = values[name];
    return value != null && value.length >= leastLength ? [value] : [];
  });
}

/** The first text of `markers` in `text` that is not in what was sent. */
export function disclosed(
  markers: readonly string[],
  text: string,
  sent: string,
): string | undefined {
  return markers.find((marker) => text.includes(marker) && !sent.includes(marker));
}
