-- Views, of which one depends on a primary key; materialized ones.
create view german_products as select * from products where country = 'DE' with local check option;
create view order_overview with (security_barrier) as
  select o.id, o.number, p.name as product, c.name as country
  from orders o join products p using (sku) left join countries c on c.code = p.country;
create view order_sums as
  select o.id, o.number, o.total, sum(l.quantity) as quantity
  from orders o left join order_lines l on l.order_id = o.id group by o.id;
create view large_orders as select * from order_sums where quantity > 20;
create recursive view category_paths (id, path) as
  select id, name from categories where parent_id is null
  union all select c.id, p.path || '/' || c.name from categories c join category_paths p on p.id = c.parent_id;
create view invoker_categories with (security_invoker = true) as select id, name from categories;

create view writable_orders as select id, number, quantity from orders;
create function write_order() returns trigger language plpgsql as $$
begin
  update orders set quantity = new.quantity where id = old.id;
  return new;
end $$;
create trigger writable_orders_write instead of update on writable_orders for each row execute function write_order();
create view ruled_settings as select theme from settings;
create rule ruled_settings_update as on update to ruled_settings do instead update settings set theme = new.theme;

create materialized view sales_by_product as
  select sku, count(*) as orders, sum(total) as total from orders group by sku;
create unique index sales_by_product_idx on sales_by_product (sku);
create view best_sellers as select sku from sales_by_product where orders > 1;
create materialized view not_populated as select kind, count(*) from events group by kind with no data;
