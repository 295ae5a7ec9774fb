import { staffActs } from '../staff.ts';

/*
 * The stages of an order:
 *
 *   draft -> pending -> confirmed -> fulfilled -> delivered
 *     \_________\___________\____________\------> cancelled
 *
 * The row's own lock makes two changes take turns: the second sees the stage that the first left. Once confirmed, what
 * was agreed on stays.
 */

const allowed: Readonly<Record<string, readonly string[]>> = {
  draft: ['pending', 'cancelled'],
  pending: ['confirmed', 'cancelled'],
  confirmed: ['fulfilled', 'cancelled'],
  fulfilled: ['delivered', 'cancelled'],
};

const steps = Object.entries(allowed)
  .flatMap(([from, stages]) => stages.map((to) => `('${from}', '${to}')`))
  .join(', ');

const guardOrder = `
create or replace function app.guard_order() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' and not ${staffActs} then
      raise exception 'an order begins as a draft, not as "%"', new.status
        using errcode = '23514', table = 'orders', constraint = 'orders_transition';
    end if;
    return new;
  end if;
  if new.status <> old.status and (old.status, new.status) not in (values ${steps}) then
    raise exception 'an order that is "%" does not become "%"', old.status, new.status
      using errcode = '23514', table = 'orders', constraint = 'orders_transition';
  end if;
  if old.status not in ('draft', 'pending')
    and (new.customer_id, new.currency, new.ordered_on, new.tax)
      is distinct from (old.customer_id, old.currency, old.ordered_on, old.tax)
  then
    raise exception 'an order that is "%" keeps its customer, its day and its tax', old.status
      using errcode = '23514', table = 'orders', constraint = 'orders_settled';
  end if;
  if new.status = 'delivered' and old.status <> 'delivered' then
    new.delivered_on := coalesce(new.delivered_on, greatest(current_date, new.ordered_on));
  end if;
  return new;
end
$function$;`;

/** The function and the trigger, as repeatable statements. */
export const orderStageRules: readonly string[] = [
  guardOrder.trim(),
  'revoke execute on function app.guard_order() from public;',
  'create or replace trigger guard_order before insert or update on orders for each row execute function app.guard_order();',
];
