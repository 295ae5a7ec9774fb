-- Types that extensions bring, where the server has them.
create schema extensions;
create extension citext schema extensions;
create extension hstore schema extensions;
create extension ltree schema extensions;
create extension btree_gist schema extensions;
create extension cube schema extensions;
create extension isn schema extensions;
create table extended (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  mail extensions.citext not null unique check (mail ~ '^[a-z]+@example\.org$'),
  pairs extensions.hstore not null check (extensions.exist(pairs, 'prove')),
  place extensions.ltree not null unique,
  query extensions.lquery not null,
  space extensions.cube not null,
  book extensions.isbn not null,
  markup xml not null
);
create table shifts (
  tenant text not null references tenants,
  room int not null,
  during tstzrange not null,
  exclude using gist (tenant with =, room with =, during with &&)
);
