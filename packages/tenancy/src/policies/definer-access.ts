import type { Grant, Policy } from './table-access.ts';

/** What the definer role may read, and of which rows: its functions see nothing else. */
export interface DefinerAccess {
  readonly table: string;
  readonly columns: readonly string[];
  readonly using: string;
  /** Columns it may insert; left out: none. */
  readonly insert?: readonly string[];
  /** Columns it may update, of the rows that it reads; left out: none. */
  readonly update?: readonly string[];
}

/** Its policies, of which there may be one for each command on a table. */
export function definerPolicies({ using, insert, update }: DefinerAccess, role: string): Policy[] {
  return [
    { name: 'definer_select', role, command: 'select', using },
    ...(insert
      ? [{ name: 'definer_insert', role, command: 'insert', check: 'true' } as const]
      : []),
    ...(update
      ? [{ name: 'definer_update', role, command: 'update', using, check: using } as const]
      : []),
  ];
}

export function definerGrants({ columns, insert, update }: DefinerAccess, role: string): Grant[] {
  return [
    { role, command: 'select', columns },
    ...(insert ? [{ role, command: 'insert', columns: insert } as const] : []),
    ...(update ? [{ role, command: 'update', columns: update } as const] : []),
  ];
}
