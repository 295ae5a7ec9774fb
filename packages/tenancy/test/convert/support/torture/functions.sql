-- Functions that name tables, which an organization's column must not break.
create function product_name(wanted text) returns text language sql stable security definer set search_path = pg_catalog, public
  as $$ select name from products where sku = wanted $$;

create function set_price(p_sku text, p_currency text, p_from date, p_price numeric) returns numeric language sql as $$
  insert into price_lists (sku, currency, valid_from, price) values (p_sku, p_currency, p_from, p_price)
  on conflict (sku, currency, valid_from) do update set price = excluded.price returning price
$$;

create function set_theme(wanted text) returns settings language plpgsql as $$
declare
  changed settings;
begin
  insert into settings (theme) values (wanted) on conflict (singleton) do update set theme = excluded.theme returning * into changed;
  return changed;
end $$;

create function copy_product(from_sku text, to_sku text) returns products language plpgsql as $$
declare
  copied products%rowtype;
begin
  select * into strict copied from products where sku = from_sku;
  copied.sku := to_sku;
  insert into products values (copied.*);
  return copied;
end $$;

create function products_of(wanted char(2)) returns setof products language sql stable
  as $$ select * from products where country = wanted $$;

create function order_count(of_sku text) returns bigint language sql stable
  begin atomic
    select count(*) from orders where sku = of_sku;
  end;

create function dynamic_count(relation text) returns bigint language plpgsql stable as $$
declare
  counted bigint;
begin
  execute format('select count(*) from %I', relation) into counted;
  return counted;
end $$;

create procedure close_orders(before_id bigint) language plpgsql as $$
begin
  update orders set quantity = 0 where id < before_id and quantity < 0;
end $$;
