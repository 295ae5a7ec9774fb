-- A trigger that fires even for whoever says that he replicates: a backfill cannot pass it by.
create table visits (id serial primary key, name text not null, visited int not null default 0);
create function count_always() returns trigger language plpgsql as $$
begin
  new.visited := old.visited + 1;
  return new;
end $$;
create trigger visits_always before update on visits for each row execute function count_always();
alter table visits enable always trigger visits_always;
insert into visits (name) select 'visit ' || n from generate_series(1, 8) n;
