/*
 * No two prices for the same SKU, buyer and minimum quantity hold on one day. The lock of the SKU makes two who enter
 * prices take turns; the second then sees what the first committed, but under READ COMMITTED only, so nothing else
 * will do. Exclusion constraints, as of tax rates (docs/decisions/0011-tax-rates.md), would have to be two: an entry is
 * for a tier or for a customer.
 */
const keepPricesApart = `
create or replace function app.keep_prices_apart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'prices are entered in a transaction that is READ COMMITTED' using errcode = '25001';
  end if;
  perform from public.skus s
    where (s.organization_id, s.id) in (select c.organization_id, c.sku_id from changed c)
    order by s.organization_id, s.id for no key update;
  if exists (select from changed c join public.price_list_entries e
    on e.organization_id = c.organization_id and e.sku_id = c.sku_id and e.id <> c.id
      and e.minimum_quantity = c.minimum_quantity and e.tier is not distinct from c.tier
      and e.customer_id is not distinct from c.customer_id
      and daterange(e.valid_from, e.valid_to, '[]') && daterange(c.valid_from, c.valid_to, '[]'))
  then
    raise exception 'there is a price for the same SKU, buyer and quantity that holds on some of these days'
      using errcode = '23P01', table = 'price_list_entries', constraint = 'price_list_entries_no_overlap';
  end if;
  return null;
end
$function$;`;

/** The function and the triggers, as repeatable statements. */
export const priceRules: readonly string[] = [
  keepPricesApart.trim(),
  'revoke execute on function app.keep_prices_apart() from public;',
  ...['insert', 'update'].map(
    (command) =>
      `create or replace trigger keep_prices_apart_${command} after ${command} on price_list_entries referencing new table as changed for each statement execute function app.keep_prices_apart();`,
  ),
];
