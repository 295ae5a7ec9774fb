import type { DefinerAccess, LookupFunction } from '@startkit/tenancy/policies';
import { contextOrStaff, staffActs } from '../staff.ts';

/*
 * The lock of the order makes a change of its lines and its confirmation take turns: what is reserved is what its lines
 * say, and stays so. After the write, so that whoever may not write at all is told that.
 */
const guardOrderLine = `
create or replace function app.guard_order_line() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
declare
  line record := coalesce(new, old);
  stage pg_catalog.text;
begin
  if tg_op <> 'UPDATE' and ${staffActs} then
    return null;
  end if;
  if tg_op = 'UPDATE' and (new.organization_id, new.order_id) is distinct from (old.organization_id, old.order_id) then
    raise exception 'a line stays with its order'
      using errcode = '23514', table = 'order_lines', constraint = 'order_lines_settled';
  end if;
  select o.status into stage from public.orders o
    where o.organization_id = line.organization_id and o.id = line.order_id for no key update;
  if stage not in ('draft', 'pending') and (tg_op <> 'UPDATE'
    or (new.sku_id, new.quantity, new.unit_price, new.price_rule, new.price_list_entry_id)
      is distinct from (old.sku_id, old.quantity, old.unit_price, old.price_rule, old.price_list_entry_id))
  then
    raise exception 'the lines of an order that is "%" stay as they are', stage
      using errcode = '23514', table = 'order_lines', constraint = 'order_lines_settled';
  end if;
  return null;
end
$function$;`;

/*
 * Summed anew, under the order's lock: what others have committed meanwhile is counted. With the rights of
 * startkit_definer: members do not write the subtotal.
 */
export const sumOrderFunction: LookupFunction = {
  signature: 'app.sum_order()',
  executableBy: [],
  sql: `
create or replace function app.sum_order() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
begin
  perform from public.orders o
    where (o.organization_id, o.id) in (select c.organization_id, c.order_id from changed c)
    order by o.organization_id, o.id for no key update;
  update public.orders o set subtotal = s.subtotal
    from (select c.organization_id, c.order_id, coalesce(sum(l.line_total), 0) as subtotal
            from (select distinct organization_id, order_id from changed) c
            left join public.order_lines l on l.organization_id = c.organization_id and l.order_id = c.order_id
           group by c.organization_id, c.order_id) s
   where o.organization_id = s.organization_id and o.id = s.order_id and o.subtotal <> s.subtotal;
  return null;
end
$function$;`,
};

export const orderLineDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'orders',
    columns: ['organization_id', 'id', 'subtotal'],
    using: contextOrStaff,
    update: ['subtotal'],
  },
  {
    table: 'order_lines',
    columns: ['organization_id', 'order_id', 'sku_id', 'quantity', 'line_total'],
    using: contextOrStaff,
  },
];

/** The function and the triggers, as repeatable statements. */
export const orderLineRules: readonly string[] = [
  guardOrderLine.trim(),
  'revoke execute on function app.guard_order_line() from public;',
  'create or replace trigger guard_order_line after insert or update or delete on order_lines for each row execute function app.guard_order_line();',
  ...(['insert', 'update', 'delete'] as const).map(
    (command) =>
      `create or replace trigger sum_order_${command} after ${command} on order_lines referencing ${command === 'delete' ? 'old' : 'new'} table as changed for each statement execute function app.sum_order();`,
  ),
];
