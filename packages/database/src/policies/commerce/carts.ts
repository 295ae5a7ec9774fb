import { staffActs } from '../staff.ts';

/*
 * A cart becomes one order (orders_cart_unique). The order converts it: nobody says so without one, and a cart that is
 * closed stays closed. What may be written is asked after the write, so that whoever may not write at all is told that.
 */

const convertCart = `
create or replace function app.convert_cart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  update public.carts c set status = 'converted'
    where c.organization_id = new.organization_id and c.id = new.cart_id
      and c.portal_user_id = new.portal_user_id and c.status = 'active' and c.expires_at > now();
  if not found and not ${staffActs} then
    raise exception 'the cart is not an active one of the portal user who orders'
      using errcode = '23514', table = 'orders', constraint = 'orders_cart_active';
  end if;
  return null;
end
$function$;`;

const guardCart = `
create or replace function app.guard_cart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  if tg_op = 'INSERT' and ${staffActs} then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.status = new.status then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.status <> 'active' then
    raise exception 'a cart that is "%" stays so', old.status
      using errcode = '23514', table = 'carts', constraint = 'carts_closed';
  end if;
  if new.status = 'converted' and not exists (select from public.orders o
    where o.organization_id = new.organization_id and o.cart_id = new.id)
  then
    raise exception 'a cart is converted by an order'
      using errcode = '23514', table = 'carts', constraint = 'carts_converted';
  end if;
  return null;
end
$function$;`;

// The lock keeps the cart from becoming an order meanwhile: what is ordered is what is in it.
const guardCartItem = `
create or replace function app.guard_cart_item() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
declare
  cart record;
begin
  if tg_op <> 'UPDATE' and ${staffActs} then
    return null;
  end if;
  for cart in select c.status from public.carts c
    where c.organization_id in (old.organization_id, new.organization_id) and c.id in (old.cart_id, new.cart_id)
    order by c.id for share
  loop
    if cart.status <> 'active' then
      raise exception 'the items of a cart that is "%" stay as they are', cart.status
        using errcode = '23514', table = 'cart_items', constraint = 'cart_items_settled';
    end if;
  end loop;
  return null;
end
$function$;`;

/** The functions and triggers, as repeatable statements. */
export const cartRules: readonly string[] = [
  convertCart.trim(),
  guardCart.trim(),
  guardCartItem.trim(),
  'revoke execute on function app.convert_cart(), app.guard_cart(), app.guard_cart_item() from public;',
  'create or replace trigger convert_cart after insert on orders for each row when (new.cart_id is not null) execute function app.convert_cart();',
  'create or replace trigger guard_cart after insert or update on carts for each row execute function app.guard_cart();',
  'create or replace trigger guard_cart_item after insert or update or delete on cart_items for each row execute function app.guard_cart_item();',
];
