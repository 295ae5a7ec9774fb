import type { Filled, MadeRow, Side } from './types.ts';

export const opposite = { own: 'foreign', foreign: 'own' } as const;

/** The same rows, with the tenants exchanged: who acts with them acts for the other one. */
export function exchanged(filled: Filled): Filled {
  return {
    tenants: { own: filled.tenants.foreign, foreign: filled.tenants.own },
    unfilled: filled.unfilled,
    ...(filled.areCommitted ? { areCommitted: true } : {}),
    row: (table, side, nth) => onSide(filled.row(table, opposite[side], nth), side),
    fresh: (table, side) => filled.fresh(table, opposite[side]),
  };
}

function onSide(row: MadeRow | undefined, side: Side): MadeRow | undefined {
  return row && { ...row, side };
}
