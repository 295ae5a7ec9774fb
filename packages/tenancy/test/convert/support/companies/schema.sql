-- A database that has several customers already and keeps them apart by hand.
create table companies (id bigint generated always as identity primary key, name text not null unique, domain text unique);
create table countries (code char(2) primary key, name text not null);

-- By a column, of either name.
create table members (
  id serial primary key,
  company_id bigint references companies,
  email text not null unique,
  manager_id int references members
);
create table subscriptions (
  id serial primary key,
  account_id bigint references companies on delete cascade,
  plan text not null
);
create table products (
  id serial primary key,
  company_id bigint not null references companies,
  sku text not null,
  country char(2) references countries,
  unique (company_id, sku)
);
create table orders (
  id bigserial primary key,
  company_id bigint references companies,
  member_id int references members on delete set null,
  number text not null unique
);

-- By a path: of one step, of two, of one that may be missing.
create table order_lines (
  order_id bigint references orders on delete cascade,
  line int not null,
  product_id int not null references products,
  quantity int not null,
  unique (order_id, line)
);
create table parcels (id uuid primary key, order_id bigint not null references orders);
create table parcel_scans (id bigserial primary key, parcel_id uuid not null references parcels, scanned_at timestamptz not null);
create table attachments (id serial primary key, order_id bigint references orders, product_id int references products, name text not null);

-- By SQL: no foreign key leads there.
create table mail_log (id bigserial primary key, recipient text not null, subject text not null, sent_at timestamptz not null);
create table activities (id bigserial primary key, subject_type text not null, subject_id bigint not null, what text not null);

create index orders_company_idx on orders (company_id);
create index order_lines_product_idx on order_lines (product_id);
create view company_totals as
  select c.id, c.name, count(distinct o.id) as orders, sum(l.quantity) as quantity
  from companies c left join orders o on o.company_id = c.id left join order_lines l on l.order_id = o.id group by c.id;
