/** What takes back one step of a migration. */
export type Inverse =
  | { readonly kind: 'statement'; readonly sql: string }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'unknown';
      /** The statement that it would take back. */
      readonly of: string;
      readonly why: string;
      /** What it may be, as far as it is known. */
      readonly perhaps: string | undefined;
    };

export const needsNothing: Inverse = { kind: 'nothing' };

export function statement(sql: string): Inverse {
  return { kind: 'statement', sql };
}

export function unknown(of: string, why: string, perhaps?: string): Inverse {
  return { kind: 'unknown', of, why, perhaps };
}
