import type { TableConfig } from '@startkit/tenancy/check';

/** What neither the catalogs nor the declarations say of a table, and `prove` must know. */
export const tableDetails: Readonly<Record<string, Partial<TableConfig>>> = {
  // Private ones are hidden from their own tenant's members, too.
  canvases: { values: { visibility: `'organization'` } },
  // Nobody writes them but a trigger, for whoever saves a canvas.
  canvas_versions: { writers: ['member', 'owner', 'system'] },
  // What has finished is changed by nobody.
  executions: { values: { status: `'queued'` } },
  // An open count, and an entry that adds.
  count_sheets: { values: { status: `'draft'`, posted_at: 'null', posted_by: 'null' } },
  inventory_ledger: { values: { quantity_delta: '1', reason: `'receipt'`, count_line_id: 'null' } },
  inventory_balances: { derived: true },
  // An order closes its cart, whose items then stay as they are: nothing would be left to attack.
  orders: { values: { cart_id: 'null' } },
};
