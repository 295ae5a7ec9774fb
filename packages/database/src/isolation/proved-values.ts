/** SQL of what columns hold in the rows that `prove` makes, by table and column: what neither catalogs nor declarations say. */
export const provedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Private ones are hidden from their own tenant's members, too.
  canvases: { visibility: "'organization'" },
  // What has finished is changed by nobody.
  executions: { status: "'queued'" },
};
