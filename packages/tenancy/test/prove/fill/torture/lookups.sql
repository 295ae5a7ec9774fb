-- Lists that are complete: what is there will have to do.
create table plans (name text primary key check (name in ('free', 'paid')));
insert into plans values ('free'), ('paid');
create table settings (only_one boolean primary key default true check (only_one), title text not null);
insert into settings (title) values ('The one');
create table subscriptions (
  tenant text primary key references tenants,
  plan text not null references plans
);
