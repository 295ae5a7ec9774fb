import type { Grant, Policy } from './table-access.ts';

/** What the definer role may read, and of which rows: lookup functions see nothing else. */
export interface DefinerAccess {
  readonly table: string;
  readonly columns: readonly string[];
  readonly using: string;
  /** Columns it may insert; left out: none. */
  readonly insert?: readonly string[];
}

/** Its policies, of which there may be one for each command on a table. */
export function definerPolicies({ using, insert }: DefinerAccess, role: string): Policy[] {
  return [
    { name: 'definer_select', role, command: 'select', using },
    ...(insert
      ? [{ name: 'definer_insert', role, command: 'insert', check: 'true' } as const]
      : []),
  ];
}

export function definerGrants({ columns, insert }: DefinerAccess, role: string): Grant[] {
  return [
    { role, command: 'select', columns },
    ...(insert ? [{ role, command: 'insert', columns: insert } as const] : []),
  ];
}
