-- What knows a table's columns for good: a function whose body is parsed and that returns its row type breaks with an added
-- column; a column holds rows as they are now; a table of a type takes no column at all.
create table frozen (id int primary key, name text not null);
insert into frozen values (1, 'one'), (2, 'two');
create function frozen_rows() returns setof frozen language sql stable
  begin atomic
    select * from frozen;
  end;
create table holds_rows (id int primary key, kept frozen);
insert into holds_rows select id, f from frozen f;
create type typed_row as (id int, name text);
create table typed of typed_row (primary key (id));
insert into typed values (1, 'one');
