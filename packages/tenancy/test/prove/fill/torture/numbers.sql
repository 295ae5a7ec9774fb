-- What CHECKs say of numbers, and numbers that hold little.
create domain percent as numeric(5, 2) check (value >= 0 and value <= 100);
create domain odd as int check (value % 2 = 1);

create table numbers (
  tenant text not null references tenants,
  id int primary key,
  small smallint not null check (small > 32760),
  narrow int not null check (narrow > 41 and narrow < 43),
  negative int not null check (negative < -1000),
  one_of int not null check (one_of in (8, 16, 24)),
  fraction numeric(2, 2) not null check (fraction > 0),
  money_like numeric(12, 2) not null check (money_like > 99999),
  percent percent not null,
  odd odd not null check (odd > 10),
  multiple int not null check (multiple % 250 = 0 and multiple > 0),
  bits int not null check ((bits & 6) = 6),
  ratio double precision not null check (ratio between 0.25 and 0.3),
  real_one real not null check (real_one <> 0),
  huge bigint not null check (huge > 9000000000),
  cash money not null check (cash > 5::money),
  port int not null check (port between 1 and 65535),
  year smallint not null check (year between 1900 and 2100),
  latitude numeric not null check (abs(latitude) <= 90),
  divided int not null check (100 / divided > 20),
  reference oid not null
);
