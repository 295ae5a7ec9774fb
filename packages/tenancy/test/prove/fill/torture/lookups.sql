-- Lists that are complete: what is there will have to do.
create table plans (name text primary key check (name in ('free', 'paid')));
insert into plans values ('free'), ('paid');
create table settings (only_one boolean primary key default true check (only_one), title text not null);
insert into settings (title) values ('The one');
create table subscriptions (
  tenant text primary key references tenants,
  plan text not null references plans
);

-- A list that could be longer, and whose present names are what the partitions are for.
create table queues (name text primary key);
insert into queues values ('mail'), ('import'), ('export');
create table jobs (id uuid not null default gen_random_uuid(), queue text not null references queues, payload jsonb)
  partition by list (queue);
create table jobs_mail partition of jobs for values in ('mail');
create table jobs_import partition of jobs for values in ('import');
