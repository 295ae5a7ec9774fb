-- Tenants, users, and what everything else hangs on. A key of type text, a name that needs quotes.
create schema torture;
set search_path = torture;

create table tenants (
  "tenant" text primary key check ("tenant" ~ '^[a-z][a-z0-9-]{5,}$'),
  name text not null
);
create table users (
  id bigint generated always as identity primary key,
  email text not null unique check (position('@' in email) > 1)
);
create table members (
  tenant text not null references tenants,
  user_id bigint not null references users,
  since date not null default current_date,
  primary key (tenant, user_id)
);
