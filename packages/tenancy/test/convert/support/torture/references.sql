-- Foreign keys with each action and each property; a parent that is referenced by several keys.
create table regions (
  id int primary key,
  code text not null unique,
  continent text not null,
  number int not null,
  unique (continent, number)
);
create unique index regions_code_number_idx on regions (code, number);
insert into regions select n, 'R' || n, (array['Europe', 'Asia'])[1 + n % 2], n from generate_series(0, 12) n;

create table on_delete_cascade (id serial primary key, region_id int not null references regions on delete cascade on update cascade);
create table on_delete_set_null (id serial primary key, region_id int references regions on delete set null on update set null);
create table on_delete_set_default (id serial primary key, region_id int default 0 references regions on delete set default on update set default);
create table on_delete_restrict (id serial primary key, region_id int references regions on delete restrict on update restrict);
create table on_delete_no_action (id serial primary key, region_id int references regions on delete no action on update no action);
insert into on_delete_cascade (region_id) select n from generate_series(1, 12) n;
insert into on_delete_set_null (region_id) select nullif(n, 5) from generate_series(1, 12) n;
insert into on_delete_set_default (region_id) select n from generate_series(1, 12) n;
insert into on_delete_restrict (region_id) select nullif(n, 6) from generate_series(1, 12) n;
insert into on_delete_no_action (region_id) select n from generate_series(1, 12) n;

create table set_null_of_one_column (
  id serial primary key,
  continent text not null,
  number int,
  constraint set_null_of_one_column_fkey foreign key (continent, number) references regions (continent, number)
    on delete set null (number) on update cascade
);
insert into set_null_of_one_column (continent, number) select continent, case when number % 3 > 0 then number end from regions;

create table match_full (
  id serial primary key,
  continent text,
  number int,
  foreign key (continent, number) references regions (continent, number) match full
);
insert into match_full (continent, number) select continent, number from regions union all select null, null;
create table match_simple (
  id serial primary key,
  continent text,
  number int,
  foreign key (continent, number) references regions (continent, number)
);
insert into match_simple (continent, number) select continent, number from regions union all select 'Nowhere', null;

create table by_code (id serial primary key, code text references regions (code) on update cascade);
insert into by_code (code) select code from regions;
create table by_index (id serial primary key, code text, number int, foreign key (code, number) references regions (code, number));
insert into by_index (code, number) select code, number from regions;

create table initially_deferred (id serial primary key, region_id int references regions deferrable initially deferred);
create table initially_immediate (id serial primary key, region_id int references regions deferrable initially immediate);
insert into initially_deferred (region_id) select id from regions;
insert into initially_immediate (region_id) select id from regions;

-- Two to the same table; two with a column in common.
create table journeys (
  id serial primary key,
  from_id int not null references regions,
  to_id int not null references regions on delete cascade,
  continent text,
  from_number int,
  to_number int,
  constraint journeys_from_fkey foreign key (continent, from_number) references regions (continent, number),
  constraint journeys_to_fkey foreign key (continent, to_number) references regions (continent, number)
);
insert into journeys (from_id, to_id, continent, from_number, to_number)
  select n, n + 1, (array['Europe', 'Asia'])[1 + n % 2], n, case when n < 11 then n + 2 end from generate_series(1, 11) n;

-- One row refers to nothing: the foreign key is not valid, and has to stay so.
create table not_valid (id serial primary key, region_id int);
insert into not_valid (region_id) select n from generate_series(1, 12) n union all select 4711;
alter table not_valid add constraint not_valid_fkey foreign key (region_id) references regions not valid;
