import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0026 index-useless-under-rls', () => {
  test.each([
    ['of jsonb', 'sales.order_lines using gin (details)', 'sales.order_lines by gin jsonb_ops'],
    ['of arrays', 'sales.order_lines using gin (tags)', 'sales.order_lines by gin array_ops'],
    ['of ranges', 'sales.order_lines using gist (delivery)', 'sales.order_lines by gist range_ops'],
    ['of numbers', 'sales.orders (total)', 'sales.orders by btree numeric_ops'],
    ['of an enum', 'sales.orders (status, placed_at)', 'sales.orders by btree enum_ops'],
    [
      'for full-text search',
      `sales.orders using gin (to_tsvector('simple', number))`,
      'sales.orders by gin tsvector_ops',
    ],
    [
      'on what a function makes of a text',
      'sales.customers (lower(email))',
      'sales.customers by btree text_ops',
    ],
    [
      'of a partitioned table',
      '"Ops"."Shift Log" (upper("User\'s note"))',
      '"Ops"."Shift Log" by btree text_ops',
    ],
  ])('one %s', (_, index, on) => {
    const [table = ''] = index.split(/ using | \(/);
    const name = `${table.split('.')[0]}."Any"`;
    return breaks('0026', {
      break: `create index "Any" on ${index}`,
      expect: [{ object: name, detail: `on ${on}`, severity: 'note' }],
      fix: `drop index ${name}`,
      by: 'superuser',
    });
  });

  test('one of trigrams', () =>
    breaks('0026', {
      break: `create extension pg_trgm; create index "Any" on sales.orders using gin (number gin_trgm_ops)`,
      expect: [{ object: 'sales."Any"', detail: 'on sales.orders by gin gin_trgm_ops' }],
      fix: 'drop index sales."Any"',
      by: 'superuser',
      undo: 'drop extension pg_trgm',
    }));

  test.each([
    ['that begins with the tenant key', 'sales.orders (account_id, total)'],
    ['of what can be looked up before the policy', 'sales.orders (number, total)'],
    ['of a time', 'sales.orders (placed_at desc)'],
    ['of a block range', 'sales.orders using brin (placed_at)'],
    ['on an expression that calls nothing', 'sales.orders (coalesce(sent_at, placed_at))'],
    ['on an expression that calls what is leakproof', `sales.orders ((number = 'A-1000'))`],
    ['of what every tenant sees', 'public.countries (lower(name))'],
    ['of a unique key', 'sales.orders (account_id, lower(number))'],
  ])('not one %s', (_, index) =>
    accepts({
      break: `create index "Any" on ${index}`,
      undo: `drop index ${index.split('.')[0]}."Any"`,
    }),
  );

  test('not one that has the tenant key where the order of columns does not matter', () =>
    accepts({
      break:
        'create extension btree_gin; create index "Any" on sales.order_lines using gin (tags, account_id)',
      undo: 'drop index sales."Any"; drop extension btree_gin',
    }));

  test('one of words, which are looked up by another type', () =>
    breaks('0026', {
      break:
        'alter table sales.orders add column words tsvector; create index "Any" on sales.orders using gin (words)',
      expect: [{ object: 'sales."Any"', detail: 'on sales.orders by gin tsvector_ops' }],
      fix: 'alter table sales.orders drop column words',
    }));

  test('not one that is there for what is unique', () =>
    breaks('0026', {
      break: `create unique index "Any" on sales.orders (lower(number));
        alter table sales.order_lines add constraint "None" exclude using gist (delivery with &&)`,
      expect: [
        { rule: '0013', object: 'sales.order_lines."None"' },
        { rule: '0013', object: 'sales.orders."Any"' },
      ],
      fix: 'drop index sales."Any"; alter table sales.order_lines drop constraint "None"',
    }));

  test('nor one that begins with a tenant key of such a type', () =>
    accepts({
      break: `create table sales.plans (account numeric primary key, name text);
        alter table sales.plans enable row level security; alter table sales.plans force row level security;
        create policy staff on sales.plans for all to {staff} using (true) with check (true);
        create index "Any" on sales.plans (account, name)`,
      config: (config) => ({
        ...config,
        tables: { ...config.tables, 'sales.plans': 'organization' },
      }),
      undo: 'drop table sales.plans',
    }));

  test('not one for the server’s own check of a foreign key', () =>
    accepts({
      break: `create table sales.rates (account_id bigint, rate numeric, primary key (account_id, rate));
        alter table sales.rates enable row level security; alter table sales.rates force row level security;
        create policy staff on sales.rates for all to {staff} using (true) with check (true);
        alter table sales.orders add foreign key (account_id, total) references sales.rates not valid;
        alter table sales.orders validate constraint orders_account_id_total_fkey;
        create index "Any" on sales.orders (total, account_id)`,
      undo: 'drop table sales.rates cascade; drop index sales."Any"',
    }));
});
