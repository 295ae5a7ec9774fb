-- What CHECKs say of texts.
create domain slug as text check (value ~ '^[a-z0-9]+(?:-[a-z0-9]+)*$') check (char_length(value) between 3 and 40);
create domain long_slug as slug not null check (length(value) > 20);
create type mood as enum ('sad', 'so so', 'it''s "fine"');

create table texts (
  tenant text not null references tenants,
  id uuid primary key default gen_random_uuid(),
  plain text not null,
  short varchar(3) not null,
  fixed char(5) not null,
  one "char" not null,
  named name not null,
  listed text not null check (listed in ('draft', 'sent', 'it''s')),
  listed_array text not null check (listed_array = any ('{north,"far south",west}')),
  mood mood not null,
  some_mood mood not null check (some_mood <> 'sad'),
  regex text not null check (regex ~ '^INV-\d{4}/[A-Z]{2,3}$'),
  regex_class text not null check (regex_class ~ '^[[:upper:]][[:lower:]]+ [[:digit:]]{3}$'),
  regex_insensitive text not null check (regex_insensitive ~* '^abc.def$'),
  regex_not text not null check (regex_not !~ '[a-z]'),
  regex_or_empty text not null check (regex_or_empty = '' or regex_or_empty ~ '^\w{2}:\w{40,50}$'),
  liked text not null check (liked like 'a\_b%c_'),
  similar_to text not null check (similar_to similar to '(foo|bar)_[0-9]+%'),
  exactly text not null check (char_length(exactly) = 13),
  between_lengths text not null check (length(between_lengths) between 70 and 75),
  hash text not null check (octet_length(hash) = 64 and hash ~ '^[0-9a-f]+$'),
  upper_only varchar(30) not null check (upper_only = upper(upper_only)),
  trimmed text not null check (trimmed = btrim(trimmed) and trimmed <> ''),
  starts text not null check (left(starts, 4) = 'http' and strpos(starts, '://') > 0),
  currency char(3) not null check (currency in ('EUR', 'USD')),
  slug slug not null,
  long_slug long_slug,
  web_link text not null check (web_link ~ '^https?://[^/]+/'),
  like_email text not null check (like_email ~* '^[^@\s]+@[^@\s]+\.[a-z]{2,}$'),
  quoted text not null check (quoted = E'a\\b''c"d$prove$'),
  numeric_text text not null check (numeric_text::int > 700),
  "Odd ""Name" text not null check ("Odd ""Name" in ('x', 'y')),
  "value" text not null check ("value" ~ '^v\d$')
);
