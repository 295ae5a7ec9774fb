-- What came with PostgreSQL 18.

create table periods (
  tenant text not null references tenants,
  id int not null,
  valid daterange not null,
  doubled int generated always as (id * 2) virtual,
  primary key (id, valid without overlaps),
  constraint never check (false) not enforced,
  constraint doubled check (doubled > 100)
);
create table within_periods (
  tenant text not null references tenants,
  id int primary key,
  period_id int not null,
  during daterange not null,
  foreign key (period_id, period during) references periods (id, period valid)
);
