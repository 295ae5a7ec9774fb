-- Foreign keys: composite ones that share the tenant, to other unique columns, to themselves, in circles.
create table projects (
  tenant text not null references tenants,
  id uuid not null default gen_random_uuid(),
  key text not null check (key ~ '^[A-Z]{2,5}$'),
  owner_id bigint not null,
  primary key (tenant, id),
  unique (tenant, key),
  foreign key (tenant, owner_id) references members
);
create table tasks (
  tenant text not null,
  id uuid not null default gen_random_uuid(),
  project_id uuid not null,
  assignee bigint,
  reviewer bigint,
  parent_id uuid,
  root_id uuid not null,
  primary key (tenant, id),
  foreign key (tenant, project_id) references projects on delete cascade,
  foreign key (tenant, assignee) references members on delete set null (assignee),
  foreign key (tenant, reviewer) references members,
  foreign key (tenant, parent_id) references tasks,
  foreign key (tenant, root_id) references tasks,
  check (reviewer is not null)
);
-- By name, not by id; and the key of another table as its own.
create table project_pages (
  tenant text not null,
  project_key text not null,
  body text not null,
  primary key (tenant, project_key),
  foreign key (tenant, project_key) references projects (tenant, key)
);
-- Both or neither.
create table full_match (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  other_tenant text,
  project_id uuid,
  foreign key (other_tenant, project_id) references projects match full
);
-- One target of several.
create table comments (
  tenant text not null references tenants,
  id int generated always as identity primary key,
  project_id uuid,
  task_id uuid,
  body text not null,
  foreign key (tenant, project_id) references projects,
  foreign key (tenant, task_id) references tasks,
  check (num_nonnulls(project_id, task_id) = 1)
);
-- A row that points to another one of its table.
create table partners (
  tenant text not null references tenants,
  id int primary key,
  partner int not null references partners,
  check (partner <> id)
);

-- A circle that may be open at first.
create table teams (
  tenant text not null references tenants,
  id serial,
  lead_id int,
  primary key (tenant, id)
);
create table team_members (
  tenant text not null,
  id serial,
  team_id int not null,
  primary key (tenant, id),
  foreign key (tenant, team_id) references teams
);
alter table teams add foreign key (tenant, lead_id) references team_members;

-- One that is checked at the end of the transaction.
create table heads (
  tenant text not null references tenants,
  id int generated always as identity,
  body_id uuid not null,
  primary key (tenant, id)
);
create table bodies (
  tenant text not null,
  id uuid not null default gen_random_uuid(),
  head_id int not null,
  primary key (tenant, id),
  foreign key (tenant, head_id) references heads
);
alter table heads add foreign key (tenant, body_id) references bodies deferrable initially deferred;

-- One of three that is never open.
create table eggs (tenant text not null references tenants, id int primary key check (id > 5000), hen_id int not null);
create table chicks (tenant text not null references tenants, id int primary key, egg_id int not null references eggs);
create table hens (tenant text not null references tenants, id int primary key, chick_id int not null references chicks);
alter table eggs add foreign key (hen_id) references hens;

-- One that a CHECK keeps from being open.
create table lids (tenant text not null references tenants, id int primary key, pot_id int, check (pot_id is not null));
create table pots (tenant text not null references tenants, id int primary key, lid_id int not null references lids);
alter table lids add foreign key (pot_id) references pots;
