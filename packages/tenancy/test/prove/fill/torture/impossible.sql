-- What nobody can fill, and what hangs on it.
create table never (tenant text not null references tenants, id int primary key, check (false));
create table contradiction (
  tenant text not null references tenants,
  id serial primary key,
  n int not null check (n > 5) check (n < 3)
);
create table after_never (
  tenant text not null references tenants,
  id serial primary key,
  never_id int not null references never
);
create table may_do_without (
  tenant text not null references tenants,
  id serial primary key,
  never_id int references never
);
create function refuse() returns trigger language plpgsql as $$
begin
  raise exception 'this archive is closed' using errcode = 'P0001';
end $$;
create table archive (tenant text not null references tenants, id serial primary key);
create trigger refuse before insert on archive for each row execute function refuse();

create function swallow() returns trigger language plpgsql as $$ begin return null; end $$;
create table swallowed (tenant text not null references tenants, id serial primary key);
create trigger swallow before insert on swallowed for each row execute function swallow();

create table elsewhere (tenant text not null references tenants, id serial primary key);
create rule elsewhere as on insert to elsewhere do instead nothing;

create table no_partition (tenant text not null references tenants, at date not null) partition by range (at);
create table secret_word (
  tenant text not null references tenants,
  word text not null check (md5(word) = '5ebe2294ecd0e0f08eab7690d2a6ee69')
);
