-- Triggers that set, need to know, or ask for more.
create function current_tenant() returns text language sql stable
  return nullif(current_setting('torture.tenant', true), '');

create function stamp() returns trigger language plpgsql as $$
begin
  new.touched := 'by trigger';
  new.changes := coalesce(new.changes, 0) + 1;
  return new;
end $$;
create table stamped (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  touched text,
  changes int
);
create trigger stamp before insert on stamped for each row execute function stamp();

-- Each line changes its order, which was there before.
create table orders (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  lines int not null default 0
);
create table order_lines (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  order_id int not null references orders
);
create function count_line() returns trigger language plpgsql as $$
begin
  update torture.orders set lines = lines + 1 where id = new.order_id;
  return null;
end $$;
create trigger count_line after insert on order_lines for each row execute function count_line();

-- Whose row it is, the context says.
create function assign() returns trigger language plpgsql as $$
begin
  if torture.current_tenant() is null then raise exception 'no tenant is entered'; end if;
  new.tenant := torture.current_tenant();
  return new;
end $$;
create table assigned (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  note text
);
create trigger assign before insert on assigned for each row execute function assign();

create table by_context (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  of_context text not null default current_setting('torture.tenant'),
  check (of_context = tenant)
);

-- Optional columns that a trigger does not like.
create function refuse_notes() returns trigger language plpgsql as $$
begin
  if new.note is not null then raise exception 'no notes here'; end if;
  return new;
end $$;
create table without_notes (tenant text not null references tenants, id serial primary key, note text);
create trigger refuse_notes before insert on without_notes for each row execute function refuse_notes();

-- Entries that must balance at the end, and do when they are zero.
create table entries (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  amount int not null
);
create function balanced() returns trigger language plpgsql as $$
begin
  if (select sum(amount) from torture.entries where tenant = new.tenant) < 0 then raise exception 'not balanced'; end if;
  return null;
end $$;
create constraint trigger balanced after insert on entries
  deferrable initially deferred for each row execute function balanced();

create rule log_it as on insert to without_notes do also notify noted;
