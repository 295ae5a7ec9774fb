-- What knows a table's columns for good: a function whose body is parsed returns its row type, a table is of the type of
-- another's rows. An added column breaks the first and is refused by the second.
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
