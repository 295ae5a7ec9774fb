-- Inheritance as it was before partitions: a child has columns and keys of its own, a parent sees its rows.
create table assets (id int primary key, name text not null, check (name <> ''));
create table vehicles (plate text unique) inherits (assets);
create table depreciations (id serial primary key, asset_id int references assets);
insert into assets select n, 'Asset ' || n from generate_series(1, 5) n;
insert into vehicles select 100 + n, 'Vehicle ' || n, 'P-' || n from generate_series(1, 5) n;
insert into depreciations (asset_id) select id from only assets;
