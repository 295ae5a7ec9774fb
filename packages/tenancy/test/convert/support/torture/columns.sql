-- Columns of every type, generated ones, and those that are there no more.
create type mood as enum ('sad', 'ok', 'happy');
create domain email_address as text check (value ~ '^[^@]+@[^@]+$');
create domain percentage as numeric(5, 2) default 0 not null check (value between 0 and 100);
create type place as (street text, house int);
create type clock as range (subtype = time);
create collation plain (provider = libc, locale = 'C');

create table types (
  id int primary key,
  mood mood not null default 'ok',
  moods mood[],
  email email_address,
  share percentage,
  place place,
  places place[],
  open clock,
  during tstzrange,
  days datemultirange,
  matrix int[][],
  payload jsonb,
  raw json,
  file bytea,
  address inet,
  flags bit(8),
  duration interval,
  amount money,
  point point,
  label varchar(30) collate plain,
  code "char",
  huge text,
  written tsvector generated always as (to_tsvector('english', coalesce(huge, ''))) stored,
  initials text generated always as (upper(left(label, 2))) stored,
  check (label is not null or code is not null),
  constraint types_share_check check (share < 100) no inherit
);
alter table types alter huge set storage external, alter label set statistics 300, alter file set compression pglz,
  alter label set (n_distinct = -0.5);
insert into types (id, mood, moods, email, share, place, places, open, during, days, matrix, payload, raw, file, address, flags, duration,
    amount, point, label, code, huge)
  select n, (array['sad', 'ok', 'happy'])[1 + n % 3]::mood, case when n % 2 = 0 then array['ok', null]::mood[] end, 'a' || n || '@b.c', n,
    row('Street "' || n || '"', n)::place, array[row('a,b', n)::place], clock('08:00', '17:00'), tstzrange('2024-01-01 00:00Z', null),
    datemultirange(daterange('2024-01-01', '2024-02-01'), daterange('2024-03-01', '2024-04-01')), array[[n, 2], [3, 4]],
    case when n % 5 > 0 then jsonb_build_object('n', n, 'list', jsonb_build_array(n, null, 'x')) end, '{"a":  1, "a": 2}',
    decode(md5(n::text), 'hex'), ('10.0.0.' || n)::inet, n::bit(8), n * interval '1 day 02:03:04', n::numeric::money, point(n, -n),
    'Label ' || n, 'c', repeat(md5(n::text), case when n % 7 = 0 then 300 else 1 end)
  from generate_series(1, 20) n;

-- A column that was dropped leaves its number; one that was added later has a default that no row stores.
create table changed_later (dropped_first int, id int primary key, dropped text, kept text not null);
insert into changed_later select n, n, 'dropped', 'kept ' || n from generate_series(1, 10) n;
alter table changed_later drop column dropped, drop column dropped_first;
alter table changed_later add column added text not null default 'added later', add column also timestamptz default '2024-01-01 00:00Z';
insert into changed_later (id, kept) values (11, 'after');

-- A row breaks a check that is not valid.
create table checked (id int primary key, quantity int not null, price numeric, constraint checked_both check (quantity * price < 100));
insert into checked values (1, -1, 5), (2, 3, null), (3, 4, 5);
alter table checked add constraint checked_quantity check (quantity > 0) not valid;
