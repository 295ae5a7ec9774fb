-- An exclusion constraint, which becomes one per organization with an extension's help only.
create table bookings (
  id serial primary key,
  room text not null,
  during tstzrange not null,
  cancelled boolean not null default false,
  constraint bookings_no_overlap exclude using gist (during with &&) where (not cancelled) deferrable
);
insert into bookings (room, during)
  select 'Room ' || n % 3, tstzrange(timestamptz '2024-01-01 00:00Z' + n * interval '1 day', timestamptz '2024-01-01 12:00Z' + n * interval '1 day')
  from generate_series(1, 12) n;
