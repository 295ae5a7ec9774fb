-- Triggers of every kind. A backfill that fires one of them changes data: audit_entries counts, touched_at moves.
create table orders (
  id bigserial primary key,
  number text not null unique,
  sku varchar(20) not null references products,
  quantity int not null,
  total numeric(12, 2),
  touched_at timestamptz not null default '2024-01-01 00:00Z',
  version int not null default 1
);
create table order_lines (
  order_id bigint references orders on delete cascade,
  line int,
  quantity int not null,
  primary key (order_id, line)
);
create table order_totals (order_id bigint primary key references orders on delete cascade, lines int not null, quantity bigint not null);
create table audit_entries (
  id bigint generated always as identity primary key,
  relation text not null,
  operation text not null,
  rows int not null,
  changed jsonb
);
create table append_only (id bigserial primary key, note text not null, order_id bigint references orders);

create function touch() returns trigger language plpgsql as $$
begin
  new.touched_at := clock_timestamp();
  new.version := old.version + 1;
  return new;
end $$;
create trigger orders_touch before update on orders for each row execute function touch();

create function fill_total() returns trigger language plpgsql as $$
declare
  product products%rowtype;
begin
  select * into product from products where sku = new.sku;
  new.total := coalesce(new.total, new.quantity * length(product.name));
  return new;
end $$;
create trigger orders_fill_total before insert or update of quantity on orders for each row execute function fill_total();

create function audit_row() returns trigger language plpgsql as $$
begin
  insert into audit_entries (relation, operation, rows, changed) values (tg_table_name, tg_op, 1, to_jsonb(new));
  return null;
end $$;
create trigger orders_audit after update on orders for each row when (old.number is distinct from new.number) execute function audit_row();

create function audit_statement() returns trigger language plpgsql as $$
begin
  insert into audit_entries (relation, operation, rows) select tg_table_name, tg_op, count(*) from changed;
  return null;
end $$;
create trigger order_lines_audit after update on order_lines referencing new table as changed
  for each statement execute function audit_statement();
create trigger products_audit after update on products referencing new table as changed
  for each statement execute function audit_statement();
create trigger events_audit after update on events referencing new table as changed
  for each statement execute function audit_statement();

create function keep_totals() returns trigger language plpgsql as $$
begin
  insert into order_totals as t (order_id, lines, quantity) values (new.order_id, 1, new.quantity)
    on conflict (order_id) do update set lines = t.lines + 1, quantity = t.quantity + excluded.quantity;
  return null;
end $$;
create trigger order_lines_totals after insert on order_lines for each row execute function keep_totals();

create function refuse() returns trigger language plpgsql as $$
begin
  raise exception '% refuses %', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
create trigger append_only_refuses before update or delete on append_only for each row execute function refuse();
create trigger append_only_keeps before truncate on append_only for each statement execute function refuse();
create trigger measurements_refuse before update on measurements for each statement execute function refuse();

create function must_have_lines() returns trigger language plpgsql as $$
begin
  if not exists (select from order_lines where order_id = new.id) then
    raise exception 'order % has no lines', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger orders_have_lines after insert on orders deferrable initially deferred
  for each row execute function must_have_lines();

create function count_visit() returns trigger language plpgsql as $$
begin
  new.note := concat_ws(' ', new.note, tg_op);
  return new;
end $$;
create trigger events_note before insert on events for each row when (new.kind = 'never') execute function count_visit();
create trigger events_disabled before update on events for each row execute function count_visit();
alter table events disable trigger events_disabled;
create trigger replicated_replica before insert on replicated for each row execute function count_visit();
alter table replicated enable replica trigger replicated_replica;

insert into orders (number, sku, quantity) select 'O-' || n, 'SKU-' || (1 + n % 30), n from generate_series(1, 40) n;
insert into order_lines select id, line, quantity + line from orders, generate_series(1, 1 + id % 3) line;
insert into append_only (note, order_id) select 'note ' || n, nullif(n, 4) from generate_series(1, 25) n;
