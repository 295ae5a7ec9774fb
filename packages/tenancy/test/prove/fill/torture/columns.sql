-- Columns that depend on each other.
create table between_columns (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  quantity int not null check (quantity > 0),
  price numeric(10, 2) not null check (price > 0),
  total numeric(12, 2) not null,
  tax numeric(12, 2) not null,
  gross numeric(12, 2) not null,
  low int not null,
  high int not null,
  status text not null check (status in ('open', 'paid', 'void')),
  paid_at timestamptz,
  void_reason text,
  email text,
  phone text,
  card text,
  credit int not null,
  debit int not null,
  parts_a int not null check (parts_a >= 10),
  parts_b int not null check (parts_b >= 10),
  code text not null,
  digits int not null,
  check (total = quantity * price),
  check (tax = round(total * 0.19, 2)),
  check (gross = total + tax),
  check (low < high and high <= low + 1),
  check ((status = 'paid') = (paid_at is not null)),
  check (status <> 'void' or void_reason is not null),
  check (num_nonnulls(email, phone, card) = 1),
  check ((credit = 0) <> (debit = 0)),
  check (parts_a + parts_b = 100),
  check (char_length(code) = digits and digits > 3)
);

create table generated_columns (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  first_name text not null,
  last_name text,
  full_name text generated always as (first_name || ' ' || coalesce(last_name, '')) stored,
  net numeric(10, 2) not null,
  doubled numeric(10, 2) generated always as (net * 2) stored,
  handle text generated always as (lower(first_name)) stored unique,
  check (doubled > 50),
  check (char_length(full_name) > 30)
);

create function is_even(n int) returns boolean language plpgsql immutable as $$
begin
  if n is null then raise exception 'no number'; end if;
  if n < 0 then raise exception 'negative number'; end if;
  return n % 2 = 0;
end $$;

create table functions (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  even int not null check (is_even(even - 10)),
  inverse numeric not null check (1 / (inverse - 1) > 0.4),
  whole text not null,
  check (functions is not null)
);
