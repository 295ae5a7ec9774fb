import { randomUUID } from 'node:crypto';
import type { LoadContext, LoadWork } from '../load.ts';
import type { InventorySize } from './rows.ts';

const newNumber = (prefix: string) => `${prefix}-${randomUUID().slice(-12)}`;

const addEntry = `insert into inventory_ledger (item_id, location_id, user_id, quantity_delta, reason, reference)
  values ($1, $2, $3, $4, $5, $6) returning id`;
const addLog = `insert into audit_logs (user_id, action, entity, details) values ($1, $2, $3, $4)`;

/** What an application does all day with a database of this size, of tenants it knows nothing. */
export function inventoryLoad({
  items = 50,
  locations = 6,
}: InventorySize = {}): readonly LoadWork[] {
  const item = ({ random }: LoadContext) => 1 + random.integer(items);
  const location = ({ random }: LoadContext) => 1 + random.integer(locations);
  const user = ({ random }: LoadContext) => 1 + random.integer(10);
  /** Some items that no other client updates, in any order. */
  const ownItems = ({ random, client, clients }: LoadContext) =>
    random.distinct(4, Math.floor(items / clients)).map((n) => n * clients + client + 1);

  const addSheet = async (context: LoadContext) => {
    const [sheet] = await context.query(
      `insert into count_sheets (count_number, location_id, counted_by) values ($1, $2, $3) returning id`,
      [newNumber('L'), location(context), user(context)],
    );
    const counted = context.random.distinct(3, items).map((n) => n + 1);
    for (const id of counted) {
      await context.query(
        `insert into count_lines (count_sheet_id, item_id, expected) values ($1, $2, 10)`,
        [sheet?.['id'], id],
      );
    }
    return { id: sheet?.['id'], counted };
  };

  return [
    {
      name: 'receive',
      run: (c) => c.query(addEntry, [item(c), location(c), user(c), 5, 'receipt', newNumber('R')]),
    },
    {
      name: 'move',
      transaction: true,
      run: async (c) => {
        const [what, where] = [item(c), location(c)];
        await c.query(addEntry, [what, where, user(c), 9, 'receipt', null]);
        await c.query(addEntry, [what, where, user(c), -4, 'issue', null]);
        await c.query(addLog, [user(c), 'update', `items/${what}`, { moved: 4 }]);
      },
    },
    {
      name: 'reprice',
      transaction: true,
      run: async (c) => {
        for (const id of ownItems(c))
          await c.query(`update items set price = coalesce(price, 0) + 1 where id = $1`, [id]);
      },
    },
    {
      name: 'count',
      transaction: true,
      run: async (c) => {
        const { id, counted } = await addSheet(c);
        for (const one of counted.toReversed()) {
          await c.query(
            `update count_lines set counted = 9 where count_sheet_id = $1 and item_id = $2`,
            [id, one],
          );
        }
        await c.query(
          `update count_sheets set status = 'counted', counted_on = '2024-09-09' where id = $1`,
          [id],
        );
      },
    },
    {
      name: 'discard a count',
      transaction: true,
      run: async (c) => {
        const { id } = await addSheet(c);
        await c.query(`delete from count_sheets where id = $1`, [id]);
      },
    },
    {
      name: 'switch a flag',
      run: async (c) => {
        const key = `flag_${1 + c.random.integer(20)}`;
        await c.query(`insert into feature_flags (key) values ($1) on conflict do nothing`, [key]);
        await c.query(`update feature_flags set enabled = not enabled where key = $1`, [key]);
      },
    },
    {
      name: 'new item',
      run: (c) =>
        c.query(`insert into items (item_number, name) values ($1, 'New')`, [newNumber('I')]),
    },
    {
      name: 'log in',
      run: (c) =>
        c.query(
          `update users set last_login_at = now() where email = $1 returning id, full_name, role`,
          [`user${user(c)}@example.com`],
        ),
    },
    {
      name: 'read stock',
      run: (c) => c.query(`select location_id, quantity from stock where item_id = $1`, [item(c)]),
    },
    {
      name: 'read entries',
      run: (c) =>
        c.query(
          `select l.id, i.name, o.site, u.full_name, l.quantity_delta from inventory_ledger l
            join items i on i.id = l.item_id join locations o on o.id = l.location_id left join users u on u.id = l.user_id
            where l.item_id = $1 order by l.id desc limit 20`,
          [item(c)],
        ),
    },
    {
      name: 'read counts',
      run: (c) => c.query(`select * from open_counts order by count_number desc limit 10`),
    },
    {
      name: 'read a report',
      transaction: true,
      run: async (c) => {
        await c.query(`select count(*) from items where discontinued_at is null`);
        await c.query(
          `select action, created_at from audit_logs order by created_at desc limit 10`,
        );
        await c.query(`select key, enabled from feature_flags where key = $1`, ['flag_1']);
      },
    },
  ];
}

/**
 * An upsert that names the unique key's columns: it works for as long as there is a unique index on these alone, so not once
 * the key is per organization.
 */
export const upsertFlag: LoadWork = {
  name: 'upsert a flag',
  run: (c) =>
    c.query(
      `insert into feature_flags (key, enabled) values ($1, true)
        on conflict (key) do update set enabled = not feature_flags.enabled`,
      [`flag_${1 + c.random.integer(20)}`],
    ),
};
