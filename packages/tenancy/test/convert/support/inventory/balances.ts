import type { CustomStep } from '../../../../src/convert/config/config.ts';

/*
 * The balances of the inventory: a table that a trigger on the ledger keeps from then on, and the rows of the entries that were
 * there before. Each range of items is locked by its balances, then added up: entries that others write meanwhile wait for
 * their balance, and are counted by themselves.
 */

const add = (rows: string) => `
insert into inventory_balances as b (org_id, item_id, location_id, quantity, last_entry_at)
  ${rows}
  on conflict (org_id, item_id, location_id) do update`;

export const balances: CustomStep = {
  name: 'inventory-balances',
  tables: ['inventory_balances'],
  sql: `
create table inventory_balances (
  org_id uuid not null references organizations,
  item_id integer not null,
  location_id integer not null,
  quantity numeric(14, 3) not null default 0,
  last_entry_at timestamptz,
  primary key (org_id, item_id, location_id),
  foreign key (org_id, item_id) references items (org_id, id),
  foreign key (org_id, location_id) references locations (org_id, id)
);
grant select, insert, update on inventory_balances to convert_old;
create function update_inventory_balance() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  ${add('values (new.org_id, new.item_id, new.location_id, new.quantity_delta, new.occurred_at)')}
    set quantity = b.quantity + excluded.quantity, last_entry_at = greatest(b.last_entry_at, excluded.last_entry_at);
  return null;
end $$;
create trigger inventory_ledger_balance_trigger after insert on inventory_ledger
  for each row execute function update_inventory_balance();`,
  undo: `
drop trigger if exists inventory_ledger_balance_trigger on inventory_ledger;
drop function if exists update_inventory_balance();
drop table if exists inventory_balances;`,
  batches: {
    table: 'items',
    key: 'id',
    size: 10,
    sql: `${add(`select org_id, item_id, location_id, 0, null from inventory_ledger
   where item_id between :from and :to group by 1, 2, 3 order by 1, 2, 3`)} set quantity = b.quantity;
update inventory_balances b set quantity = s.quantity, last_entry_at = s.last_entry_at
  from (select org_id, item_id, location_id, sum(quantity_delta) as quantity, max(occurred_at) as last_entry_at
          from inventory_ledger where item_id between :from and :to group by 1, 2, 3) s
 where (b.org_id, b.item_id, b.location_id) = (s.org_id, s.item_id, s.location_id);`,
  },
};

/** Balances that are not what the ledger says. */
export const differences = `
select coalesce(b.item_id, s.item_id) as item, b.quantity, s.sum
  from inventory_balances b
  full join (select org_id, item_id, location_id, sum(quantity_delta) as sum from inventory_ledger group by 1, 2, 3) s
    using (org_id, item_id, location_id)
 where b.quantity is distinct from s.sum`;
