import { searchPath, type DefinerAccess, type LookupFunction } from '@startkit/tenancy/policies';
import { contextOrStaff, staffLogin } from '../staff.ts';

/*
 * The balances of what was just entered. Once a statement: the entries are added up, and the balances written in the order of
 * their key, so that two statements that touch the same ones take turns and never wait for each other in a circle. A
 * balance is locked by being written: whoever comes second adds to what the first left. A transaction that enters in
 * several statements decides their order itself; it is run with retries.
 *
 * It writes what its caller may not, so it asks whose rows they are, though their own policy did. Only what takes away is
 * refused below zero: a balance that is there already is brought back up step by step.
 */
export const updateInventoryBalanceFunction: LookupFunction = {
  signature: 'app.update_inventory_balance()',
  executableBy: [],
  sql: `
create or replace function app.update_inventory_balance() returns pg_catalog.trigger
  language plpgsql volatile parallel unsafe security definer set search_path = ${searchPath}
as $function$
declare
  short pg_catalog.record;
begin
  if not ${staffLogin} and exists (select from entries e
    where e.organization_id is distinct from app.current_org_id())
  then
    raise exception 'the entries are not of this organization' using errcode = '42501';
  end if;
  with moved as (
    select e.organization_id, e.item_id, e.lot_id, e.location_id,
      pg_catalog.sum(e.quantity_delta) as delta, pg_catalog.max(e.occurred_at) as last_entry_at
    from entries e group by 1, 2, 3, 4
  ), written as (
    insert into public.inventory_balances as b
      (organization_id, item_id, lot_id, location_id, quantity, last_entry_at)
    select m.organization_id, m.item_id, m.lot_id, m.location_id, m.delta, m.last_entry_at
      from moved m order by 1, 2, 3, 4
    on conflict on constraint inventory_balances_key_unique do update
      set quantity = b.quantity + excluded.quantity,
        last_entry_at = greatest(b.last_entry_at, excluded.last_entry_at)
    returning b.organization_id, b.item_id, b.lot_id, b.location_id, b.quantity
  )
  select w.* into short from written w join moved m on m.organization_id = w.organization_id
      and m.item_id = w.item_id and m.location_id = w.location_id and m.lot_id is not distinct from w.lot_id
    where w.quantity < 0 and m.delta < 0
      and not exists (select from public.organization_settings s
        where s.organization_id = w.organization_id and s.allow_negative_stock)
    order by 1, 2, 3, 4 limit 1;
  if found then
    raise exception 'the balance of item % at location % would be %', short.item_id, short.location_id, short.quantity
      using errcode = '23514', table = 'inventory_balances', constraint = 'inventory_balances_not_negative',
        hint = 'Set allow_negative_stock in organization_settings to allow it.';
  end if;
  return null;
end
$function$;`,
};

export const balanceDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'inventory_balances',
    columns: ['organization_id', 'item_id', 'lot_id', 'location_id', 'quantity', 'last_entry_at'],
    using: contextOrStaff,
    insert: ['organization_id', 'item_id', 'lot_id', 'location_id', 'quantity', 'last_entry_at'],
    update: ['quantity', 'last_entry_at'],
  },
  {
    table: 'organization_settings',
    columns: ['organization_id', 'allow_negative_stock'],
    using: contextOrStaff,
  },
];

export const balanceRules: readonly string[] = [
  'create or replace trigger inventory_ledger_balance_trigger after insert on inventory_ledger referencing new table as entries for each statement execute function app.update_inventory_balance();',
];
