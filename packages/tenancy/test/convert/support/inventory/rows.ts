/** How much is in an inventory database. */
export interface InventorySize {
  /** Default: 1000. */
  readonly ledgerRows?: number;
  /** Default: 50. */
  readonly items?: number;
  /** Default: 6. */
  readonly locations?: number;
}

const start = `timestamptz '2024-01-01 00:00:00Z'`;
const users = 10;

/**
 * SQL that fills the tables, with the same rows each time. Per item and location no balance is ever below zero: two receipts
 * precede each issue, which is smaller than either.
 */
export function inventoryRows(size: InventorySize = {}): string {
  const { ledgerRows = 1000, items = 50, locations = 6 } = size;
  const sheets = Math.max(2, Math.floor(items / 5));
  const pairs = items * locations;
  return `
insert into users (email, full_name, role, created_at, updated_at)
  select 'user' || n || '@example.com', 'User ' || n, (array['clerk', 'manager', 'admin'])[1 + n % 3], ${start}, ${start}
  from generate_series(1, ${users}) n;
insert into items (item_number, name, unit, price, tags, created_at, updated_at)
  select 'ITEM-' || lpad(n::text, 6, '0'), 'Item ' || n, (array['each', 'kg', 'm'])[1 + n % 3],
    case when n % 7 > 0 then n * 1.25 end, case when n % 4 = 0 then array['fragile', 'row ' || n] else '{}' end, ${start}, ${start}
  from generate_series(1, ${items}) n;
insert into locations (site, name, created_at)
  select 'Site ' || (n % 2), 'Shelf ' || n, ${start} from generate_series(1, ${locations}) n;
insert into inventory_ledger (item_id, location_id, user_id, quantity_delta, reason, reference, occurred_at)
  select 1 + n % ${items}, 1 + n / ${items} % ${locations}, case when n % 11 > 0 then 1 + n % ${users} end,
    case when n / ${pairs} % 3 = 2 then -(1 + n % 5) else 10 + n % 20 end,
    case when n / ${pairs} % 3 = 2 then 'issue' else 'receipt' end,
    case when n % 10 = 0 then 'DOC-' || n end, ${start} + n * interval '30 seconds'
  from generate_series(0, ${ledgerRows - 1}) n;
insert into count_sheets (id, count_number, location_id, status, counted_by, counted_on, created_at, updated_at)
  select md5('sheet ' || n)::uuid, 'C-' || lpad(n::text, 5, '0'), 1 + n % ${locations},
    (array['open', 'counted', 'posted'])[1 + n % 3]::count_status, case when n % 3 > 0 then 1 + n % ${users} end,
    case when n % 3 > 0 then date '2024-06-01' + n end, ${start}, ${start}
  from generate_series(1, ${sheets}) n;
insert into count_lines (count_sheet_id, item_id, expected, counted)
  select md5('sheet ' || sheet)::uuid, item, 10 + item % 9, case when sheet % 3 > 0 then 10 + (item + sheet) % 9 end
  from generate_series(1, ${sheets}) sheet, generate_series(1, ${Math.min(items, 20)}) n, lateral (select 1 + (sheet * 7 + n) % ${items} as item) i;
insert into audit_logs (id, user_id, action, entity, details, created_at)
  select md5('audit ' || n)::uuid, case when n % 5 > 0 then 1 + n % ${users} end, (array['create', 'update', 'login'])[1 + n % 3],
    'items/' || (1 + n % ${items}), jsonb_build_object('n', n, 'ip', '10.0.0.' || n % 250), ${start} + n * interval '1 minute'
  from generate_series(1, ${items * 4}) n;
insert into feature_flags (key, enabled, updated_at)
  select 'flag_' || n, n % 2 = 0, ${start} from generate_series(1, 8) n;`;
}
