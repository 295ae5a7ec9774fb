-- What CHECKs look for in JSON.
create table json_values (
  tenant text not null references tenants,
  id serial primary key,
  anything jsonb not null,
  plain json not null,
  an_object jsonb not null check (jsonb_typeof(an_object) = 'object'),
  an_array jsonb not null check (jsonb_typeof(an_array) = 'array' and jsonb_array_length(an_array) >= 2),
  a_string jsonb not null check (jsonb_typeof(a_string) = 'string'),
  a_number jsonb not null check (jsonb_typeof(a_number) = 'number'),
  has_key jsonb not null check (has_key ? 'name' and has_key ? 'kind'),
  has_keys jsonb not null check (has_keys ?& array['a', 'b']),
  kind jsonb not null check (kind ->> 'kind' in ('small', 'large') and (kind ->> 'size')::int > 10),
  nested jsonb not null check (nested -> 'a' ->> 'b' = 'c' and nested #>> '{d,e}' is not null),
  typed jsonb not null check (jsonb_typeof(typed -> 'items') = 'array' and jsonb_typeof(typed -> 'on') = 'boolean'),
  contains jsonb not null check (contains @> '{"version": 2}'),
  subscripted jsonb not null check (subscripted['level'] = '3'),
  text_json text not null check (text_json::json ->> 'prove' is not null)
);
