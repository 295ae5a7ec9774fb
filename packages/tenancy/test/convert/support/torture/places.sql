-- Another schema, names that need quotes, names as long as they may be; what is said about tables, and who may read them.
create schema "Sales Dept" authorization convert_owner;
create table "Sales Dept"."Order ""Book""" (
  "Order Id" serial primary key,
  "select" text not null,
  "Größe" int,
  constraint "Unique 'select'" unique ("select"),
  constraint "Größe > 0" check ("Größe" > 0)
);
create table "Sales Dept"."user" (
  "order" int references "Sales Dept"."Order ""Book""" on delete set null,
  "user" text collate "C",
  primary key ("user")
);
create index "user's order" on "Sales Dept"."user" ("order");
insert into "Sales Dept"."Order ""Book""" ("select", "Größe") select 'row ' || n, nullif(n, 3) from generate_series(1, 12) n;
insert into "Sales Dept"."user" select nullif(n, 5), 'user ' || n from generate_series(1, 12) n;
create view "Sales Dept"."All Orders" as select u."user", b.* from "Sales Dept"."user" u join "Sales Dept"."Order ""Book""" b on b."Order Id" = u."order";

create table a_table_with_a_name_of_sixty_three_characters_which_is_the_most (
  a_column_with_a_name_of_sixty_three_characters_which_is_the_mos int constraint a_constraint_with_a_name_of_sixty_three_characters_which_is_one unique,
  a_column_with_a_name_of_sixty_three_characters_which_is_the_two int constraint a_constraint_with_a_name_of_sixty_three_characters_which_is_two unique
    references a_table_with_a_name_of_sixty_three_characters_which_is_the_most
      (a_column_with_a_name_of_sixty_three_characters_which_is_the_mos)
);
create table a_table_with_a_name_of_sixty_three_characters_which_is_the_same (id serial primary key, name text unique);
insert into a_table_with_a_name_of_sixty_three_characters_which_is_the_most select n, nullif(n - 1, 0) from generate_series(1, 5) n;
insert into a_table_with_a_name_of_sixty_three_characters_which_is_the_same (name) select 'name ' || n from generate_series(1, 5) n;

create unlogged table unlogged_cache (key text primary key, value jsonb);
insert into unlogged_cache values ('a', '1'), ('b', null);
-- Names that a conversion may want for itself.
create table organization_names (organization_id_text text primary key, organizations int unique);
insert into organization_names values ('x', 1), ('y', null);

comment on schema "Sales Dept" is 'A schema''s comment';
comment on table products is 'A table''s comment';
comment on column products.name is 'A column''s comment';
comment on constraint pk_products on products is 'A primary key''s comment';
comment on constraint accounts_slug_key on accounts is 'A unique key''s comment';
comment on constraint set_null_of_one_column_fkey on set_null_of_one_column is 'A foreign key''s comment';
comment on constraint "Größe > 0" on "Sales Dept"."Order ""Book""" is 'A check''s comment';
comment on index accounts_email_idx is 'An index''s comment';
comment on index accounts_slug_key is 'The comment of a unique key''s index';
comment on view order_sums is 'A view''s comment';
comment on column order_sums.quantity is 'The comment of a view''s column';
comment on trigger orders_touch on orders is 'A trigger''s comment';
comment on function product_name(text) is 'A function''s comment';
comment on sequence document_numbers is 'A sequence''s comment';
comment on type mood is 'A type''s comment';

alter table orders set (fillfactor = 85, autovacuum_enabled = true, toast.autovacuum_vacuum_threshold = 100);
create statistics orders_statistics (ndistinct, dependencies) on sku, quantity from orders;
create statistics accounts_statistics on (lower(login)), rank from accounts;
alter statistics orders_statistics set statistics 250;
comment on statistics orders_statistics is 'The comment of statistics';

grant select on products, orders, countries to convert_owner;
alter table categories owner to convert_owner;
alter function product_name(text) owner to convert_owner;
alter view order_overview owner to convert_owner;
revoke execute on function product_name(text) from public;
grant usage on schema "Sales Dept" to convert_app;
grant select, insert, update, delete on products, price_lists, orders, order_lines, categories, events to convert_app;
grant select (id, email), update (email) on accounts to convert_app;
grant select on order_sums, order_overview, sales_by_product to convert_app;
grant usage, select on sequence orders_id_seq, categories_id_seq, events_id_seq to convert_app;
grant execute on function product_name(text) to convert_app with grant option;
grant select on uuids to public;
grant references (id) on regions to convert_owner;
alter default privileges in schema "Sales Dept" grant select on tables to convert_app;
grant select on all tables in schema "Sales Dept" to convert_app;
