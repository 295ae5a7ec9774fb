/*
 * Tables of tenants as a product may have them, beside the kit's: what is hard to move. Made by the migration login, with the
 * policies and grants that the compiled RLS gives.
 */

const types = [
  'n numeric',
  'm numeric(12,2)',
  'f float8',
  'r real',
  'b bytea',
  'z timestamptz',
  't timestamp',
  'd date',
  'i interval',
  's text',
  'c char(5)',
  'v varchar(20)',
  'j json',
  'k jsonb',
  'a text[]',
  'u uuid',
  'ua uuid[]',
  'e zoo_mood',
  'o zoo_pair',
  'g int8range',
  'mg int4multirange',
  'ip inet',
  'x bit(6)',
  'y zoo_short',
  'l bool',
  'w time with time zone',
  'q money',
  'h tsvector',
  'p point',
];

export const zooTables = [
  'zoo_types',
  'zoo_tree',
  'zoo_left',
  'zoo_right',
  'zoo_later',
  'zoo_earlier',
  'zoo_parts',
  'zoo_counted',
  'zoo_priced',
] as const;

const isolated = (table: string, { appendOnly = false } = {}) => `
  alter table ${table} enable row level security; alter table ${table} force row level security;
  create policy superadmin_all on ${table} for all to startkit_superadmin using (true) with check (true);
  create policy backup_select on ${table} for select to startkit_backup using (true);
  grant select on ${table} to startkit_backup;
  ${appendOnly ? `create trigger append_only before update or delete or truncate on ${table} for each statement execute function app.refuse_change();` : ''}`;

const own = `organization_id uuid not null references organizations`;

export const zoo = `
  create type zoo_mood as enum ('so', 'so la', 'la "di" da');
  create type zoo_pair as (left_one text, right_one numeric);
  create domain zoo_short as text check (length(value) < 10);
  -- Every type, and a column that nobody writes.
  create table zoo_types (${own}, id uuid not null, ${types.join(', ')},
    twice numeric generated always as (n * 2) stored, primary key (organization_id, id));
  -- Refers to itself.
  create table zoo_tree (${own}, id uuid not null, parent_id uuid, primary key (organization_id, id),
    foreign key (organization_id, parent_id) references zoo_tree);
  -- Two circles: of checks at once, and of checks at the end.
  create table zoo_left (${own}, id uuid not null, right_id uuid not null, primary key (organization_id, id));
  create table zoo_right (${own}, id uuid not null, left_id uuid not null, primary key (organization_id, id),
    foreign key (organization_id, left_id) references zoo_left);
  alter table zoo_left add foreign key (organization_id, right_id) references zoo_right;
  create table zoo_later (${own}, id uuid not null, earlier_id uuid, primary key (organization_id, id));
  create table zoo_earlier (${own}, id uuid not null, later_id uuid, primary key (organization_id, id),
    foreign key (organization_id, later_id) references zoo_later deferrable initially deferred);
  alter table zoo_later add foreign key (organization_id, earlier_id) references zoo_earlier deferrable initially deferred;
  -- Partitioned and append-only.
  create table zoo_parts (${own}, id uuid not null, tree_id uuid, primary key (organization_id, id),
    foreign key (organization_id, tree_id) references zoo_tree) partition by hash (organization_id);
  create table zoo_parts_0 partition of zoo_parts for values with (modulus 2, remainder 0);
  create table zoo_parts_1 partition of zoo_parts for values with (modulus 2, remainder 1);
  -- Numbered by a sequence; refers to a table of everybody's that has no UUIDs.
  create table zoo_prices (number int primary key generated always as identity, code text not null unique);
  create table zoo_counted (${own}, number int not null generated always as identity, price int references zoo_prices,
    primary key (organization_id, number));
  create table zoo_priced (${own}, id uuid not null, code text references zoo_prices (code), primary key (organization_id, id));
  ${['zoo_types', 'zoo_tree', 'zoo_left', 'zoo_right', 'zoo_later', 'zoo_earlier', 'zoo_prices', 'zoo_counted', 'zoo_priced'].map((table) => isolated(table)).join('')}
  ${['zoo_parts', 'zoo_parts_0', 'zoo_parts_1'].map((table) => isolated(table, { appendOnly: table === 'zoo_parts' })).join('')}`;

const ids = (count: number) =>
  Array.from({ length: count }, (_, n) => `01941f29-7c00-7000-8000-${String(n).padStart(12, '0')}`);
const [one, two, three] = ids(3) as [string, string, string];

/** Rows of the tenant in every table of the zoo. */
export const zooRows = (organization: string) => `
  insert into zoo_types (organization_id, id, ${types.map((type) => type.split(' ')[0]).join(', ')}) values
  ('${organization}', '${one}', 123456789012345678901234567890.123456789, 0.10, 0.1::float8 + 0.2::float8, 1e-30::real,
   '\\x00ff0a0d5c09', '2026-03-29 02:30:00.123456+02', '0044-03-15 12:00:00.000001 BC', 'infinity', '1 year -2 mons 3 days 04:05:06.789',
   E'tab\\t newline\\n return\\r back\\\\slash \\\\N \\\\. "quote" \\u2028 ünïcode 🍷 \\b\\f\\v', 'ab', 'v', '{"a" :  1.0, "a":2}', '{"b": "\\\\N"}',
   array['x', null, 'NULL', '', 'a,b', '{"q"}', E'\\n'], '${two}', array['${one}'::uuid, '${two}'], 'la "di" da', row('(,)', 1.50), '[1,5)',
   '{[1,3),[5,7)}', '2001:db8::1/64', b'101010', 'short', true, '12:34:56.789+05:30', '1234.56', 'a:1 b:2', '(1.5,-2)'),
  ('${organization}', '${two}', 'NaN', null, '-infinity', 'NaN', '', '-infinity', 'infinity', '-infinity', '00:00:00', '', '', '', 'null', 'null',
   '{}', null, '{}', null, null, 'empty', '{}', null, null, null, null, null, null, '', null);
  insert into zoo_tree values ('${organization}', '${one}', null), ('${organization}', '${two}', '${one}'), ('${organization}', '${three}', '${three}');
  with l as (insert into zoo_left values ('${organization}', '${one}', '${two}')) insert into zoo_right values ('${organization}', '${two}', '${one}');
  begin; insert into zoo_later values ('${organization}', '${one}', '${two}'); insert into zoo_earlier values ('${organization}', '${two}', '${one}'); commit;
  insert into zoo_parts values ('${organization}', '${one}', '${two}'), ('${organization}', '${two}', null);
  insert into zoo_counted (organization_id, price) select '${organization}', number from zoo_prices order by number;
  insert into zoo_priced values ('${organization}', '${one}', 'B');`;
