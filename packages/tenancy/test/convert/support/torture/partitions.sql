-- Partitions: by range in two levels, attached with other column numbers, with a default one; by list; by hash.
create sequence events_id_seq;
create table events (
  id bigint not null default nextval('events_id_seq'),
  at date not null,
  kind text not null,
  sku varchar(20) references products,
  note text,
  primary key (id, at, kind)
) partition by range (at);
alter sequence events_id_seq owned by events.id;
create index events_sku_idx on events (sku);
create unique index events_note_idx on events (note, at, kind) where note is not null;
create table events_2023 partition of events for values from ('2023-01-01') to ('2024-01-01');
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01') partition by list (kind);
create table events_2024_sale partition of events_2024 for values in ('sale');
create table events_2024_rest partition of events_2024 default with (fillfactor = 90);
create table events_2025 (note text, dropped int, kind text not null, at date not null, id bigint not null, sku varchar(20));
alter table events_2025 drop column dropped;
alter table events attach partition events_2025 for values from ('2025-01-01') to ('2026-01-01');
create table events_later partition of events default;
alter table events_2023 add constraint events_2023_note_check check (note <> '');
insert into events (at, kind, sku, note)
  select date '2023-06-01' + n * 30, (array['sale', 'return', 'count'])[1 + n % 3], nullif('SKU-' || (1 + n % 25), 'SKU-5'), nullif('note ' || n, 'note 8')
  from generate_series(1, 45) n;

create table event_comments (
  id serial primary key,
  event_id bigint not null,
  event_at date not null,
  event_kind text not null,
  body text not null,
  foreign key (event_id, event_at, event_kind) references events on delete cascade
);
insert into event_comments (event_id, event_at, event_kind, body) select id, at, kind, 'about ' || id from events where id % 2 = 0;

create table places (id int, country char(2), name text, primary key (country, id)) partition by list (country);
create table places_de partition of places for values in ('DE');
create table places_other partition of places for values in ('FR', 'US', null);
insert into places select n, (array['DE', 'FR', 'US'])[1 + n % 3], 'Place ' || n from generate_series(1, 12) n;

create table sessions (id uuid primary key, started_at timestamptz not null) partition by hash (id);
create table sessions_0 partition of sessions for values with (modulus 2, remainder 0);
create table sessions_1 partition of sessions for values with (modulus 2, remainder 1);
insert into sessions select md5('session ' || n)::uuid, timestamptz '2024-01-01 00:00Z' + n * interval '1 hour' from generate_series(1, 20) n;
