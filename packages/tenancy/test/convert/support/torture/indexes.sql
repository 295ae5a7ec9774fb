-- Unique in every way, and what else an index may be.
create table accounts (
  id int primary key,
  email text not null,
  login text not null,
  deleted_at timestamptz,
  external_id text,
  slug text not null,
  rank int not null,
  badge text,
  team text,
  words text[] not null default '{}',
  payload jsonb not null default '{}',
  area int4range not null,
  constraint accounts_slug_key unique (slug) include (email),
  constraint accounts_rank_key unique (rank) deferrable initially deferred,
  constraint accounts_team_badge_key unique nulls not distinct (team, badge)
);
create unique index accounts_email_idx on accounts (email) where deleted_at is null;
create unique index accounts_login_idx on accounts (lower(login));
create unique index accounts_external_id_idx on accounts (external_id) nulls not distinct;
create unique index accounts_order_idx on accounts (rank desc nulls last, slug collate "C" text_pattern_ops) with (fillfactor = 80);
create unique index accounts_payload_idx on accounts ((payload ->> 'key'), (payload ->> 'part')) include (rank) where payload ? 'key';
create index accounts_words_idx on accounts using gin (words) with (fastupdate = off);
create index accounts_area_idx on accounts using gist (area);
create index accounts_rank_idx on accounts using brin (rank) with (pages_per_range = 16);
create index accounts_slug_idx on accounts using hash (slug);
create index accounts_length_idx on accounts (length(email), team);
alter index accounts_length_idx alter column 1 set statistics 200;
alter table accounts cluster on accounts_order_idx;
insert into accounts (id, email, login, deleted_at, external_id, slug, rank, badge, team, words, payload, area)
  select n, 'mail' || n % 20 || '@example.com', 'Login' || n, case when n > 20 then timestamptz '2024-05-05 05:05Z' end,
    nullif('E' || n, 'E7'), 'slug-' || n, n, nullif('B' || n % 10, 'B3'), nullif('T' || n / 10, 'T2'), array['w' || n % 3],
    case when n % 2 = 0 then jsonb_build_object('key', n, 'part', n % 3) else '{}' end, int4range(n, n + 10)
  from generate_series(1, 40) n;

-- Its index says which row is meant; no primary key does.
create table replicated (code text not null, region int not null, note text);
create unique index replicated_code_idx on replicated (code, region);
alter table replicated replica identity using index replicated_code_idx;
insert into replicated select 'code ' || n, n % 3, null from generate_series(1, 12) n;
create table replicated_in_full (note text);
alter table replicated_in_full replica identity full;
insert into replicated_in_full values ('a note'), (null);
