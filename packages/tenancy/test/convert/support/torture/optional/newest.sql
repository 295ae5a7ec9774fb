-- Since PostgreSQL 18: virtual columns, keys without overlaps, checks that are not enforced, NOT NULL that is not valid.
create extension if not exists btree_gist;
create table newest (
  id int,
  valid daterange not null,
  price numeric not null,
  gross numeric generated always as (price * 1.19) virtual,
  name text,
  constraint newest_key primary key (id, valid without overlaps),
  constraint newest_price check (price > 0) not enforced
);
insert into newest (id, valid, price, name)
  select n % 4, daterange(date '2024-01-01' + n * 10, date '2024-01-11' + n * 10), n, nullif('name ' || n, 'name 3') from generate_series(1, 12) n;
alter table newest add constraint newest_name not null name not valid;
create table newest_uses (
  id serial primary key,
  newest_id int,
  during daterange,
  foreign key (newest_id, period during) references newest (id, period valid)
);
insert into newest_uses (newest_id, during) select n % 4, daterange(date '2024-01-02' + n * 10, date '2024-01-05' + n * 10) from generate_series(1, 12) n;
