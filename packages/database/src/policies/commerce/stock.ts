import type { DefinerAccess, LookupFunction } from '@startkit/tenancy/policies';
import { contextOrStaff } from '../staff.ts';

/*
 * Stock: confirming an order reserves it, delivering takes it out, cancelling frees it. At the end of the statement that
 * changed the orders, for all of them at once: rows of the inventory are locked by SKU, so that two statements never wait
 * for each other. Whoever comes second sees what the first left, and fails on inventory_available_check.
 *
 * With the rights of startkit_definer: members do not write what is reserved. It touches what the changed orders'
 * own organizations have, and the policies let nobody change another's order.
 */
export const moveStockFunction: LookupFunction = {
  signature: 'app.move_stock()',
  executableBy: [],
  sql: `
create or replace function app.move_stock() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
declare
  organizations pg_catalog.uuid[];
  items pg_catalog.uuid[];
  reserving pg_catalog.int8[];
  leaving pg_catalog.int8[];
  moved pg_catalog.int8;
begin
  if not exists (select from before b join after a on a.organization_id = b.organization_id and a.id = b.id
    where a.status <> b.status)
  then
    return null;
  end if;
  if exists (select from before b join after a on a.organization_id = b.organization_id and a.id = b.id
    where b.status <> a.status and a.status = 'confirmed' and not exists (select from public.order_lines l
      where l.organization_id = a.organization_id and l.order_id = a.id))
  then
    raise exception 'an order without lines is not confirmed'
      using errcode = '23514', table = 'orders', constraint = 'orders_lines';
  end if;
  select array_agg(s.organization_id), array_agg(s.sku_id), array_agg(s.reserving), array_agg(s.leaving)
    into organizations, items, reserving, leaving
    from (
      select l.organization_id, l.sku_id,
             sum(case when a.status = 'confirmed' then l.quantity else - l.quantity end) as reserving,
             sum(case when a.status = 'delivered' then l.quantity else 0 end) as leaving
        from before b
        join after a on a.organization_id = b.organization_id and a.id = b.id
        join public.order_lines l on l.organization_id = a.organization_id and l.order_id = a.id
       where a.status <> b.status and (a.status in ('confirmed', 'delivered')
          or a.status = 'cancelled' and b.status in ('confirmed', 'fulfilled'))
       group by l.organization_id, l.sku_id) s;
  if items is null then
    return null;
  end if;
  perform from public.inventory i
    where i.organization_id = any (organizations) and i.sku_id = any (items)
    order by i.organization_id, i.sku_id for no key update;
  update public.inventory i
     set reserved = i.reserved + s.reserving, on_hand = i.on_hand - s.leaving
    from unnest(organizations, items, reserving, leaving) s (organization_id, sku_id, reserving, leaving)
   where i.organization_id = s.organization_id and i.sku_id = s.sku_id;
  get diagnostics moved = row_count;
  if moved < cardinality(items) then
    raise exception 'the order has a SKU that is not in the inventory'
      using errcode = '23514', table = 'inventory', constraint = 'inventory_available_check';
  end if;
  return null;
end
$function$;`,
};

export const stockDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'inventory',
    columns: ['organization_id', 'sku_id', 'on_hand', 'reserved'],
    using: contextOrStaff,
    update: ['on_hand', 'reserved'],
  },
];

/** The trigger, as repeatable statements. */
export const stockRules: readonly string[] = [
  'create or replace trigger move_stock after update on orders referencing old table as before new table as after for each statement execute function app.move_stock();',
];
