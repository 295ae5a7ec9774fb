import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const coupons = (
  columns: string,
) => `create table sales.coupons (account_id bigint not null, ${columns});
  create index on sales.coupons (account_id); alter table sales.coupons enable row level security;
  alter table sales.coupons force row level security; alter table sales.coupons owner to {owner}`;
const undo = 'drop table sales.coupons';
const sequence = { rule: '0022', object: 'sales.coupons.id' };

describe('0013 unique-without-tenant-key', () => {
  test.each([
    ['', ''],
    [' nulls not distinct', ''],
    ['', ' include (note)'],
    ['', ' deferrable initially deferred'],
  ])('a unique constraint%s%s', (nulls, rest) =>
    breaks('0013', {
      break: coupons(
        `"Code" text, note text, constraint "one(code)" unique${nulls} ("Code")${rest}`,
      ),
      expect: [
        {
          object: 'sales.coupons."one(code)"',
          detail: 'unique ("Code") is without the tenant key',
          severity: 'error',
        },
      ],
      undo,
    }),
  );

  test.each([
    ['sales.coupons (code)', 'code'],
    [
      "sales.coupons using btree (lower(code) desc nulls last, note) where note <> ''",
      'lower(code), note',
    ],
    ['sales.coupons (code) include (account_id)', 'code'],
  ])('a unique index on %s', (on, columns) =>
    breaks('0013', {
      break: `${coupons('code text, note text')}; create unique index "One code" on ${on}`,
      expect: [
        {
          object: 'sales.coupons."One code"',
          detail: `unique (${columns}) is without the tenant key`,
          severity: 'error',
        },
      ],
      undo,
    }),
  );

  test('on a partitioned table: once', () =>
    breaks('0013', {
      break: 'create unique index region on "Ops"."Shift Log" ("User\'s note", "Region")',
      expect: [{ object: '"Ops"."Shift Log".region', severity: 'error' }],
      undo: 'drop index "Ops".region',
    }));

  test('an exclusion', () =>
    breaks('0013', {
      break: coupons('during daterange, constraint apart exclude using gist (during with &&)'),
      expect: [
        {
          object: 'sales.coupons.apart',
          detail: 'exclusion (during) is without the tenant key',
          severity: 'error',
        },
      ],
      fix: 'alter table sales.coupons drop constraint apart',
      undo,
    }));

  test('a primary key that people can guess', () =>
    breaks('0013', {
      break: coupons('code char(4) primary key'),
      expect: [
        {
          object: 'sales.coupons.coupons_pkey',
          detail: 'primary key (code) is without the tenant key',
          severity: 'warning',
        },
      ],
      fix: 'alter table sales.coupons drop constraint coupons_pkey, add primary key (account_id, code)',
      undo,
    }));

  test.each(['bigint generated always as identity', 'serial'])(
    'a primary key that counts: %s',
    (type) =>
      breaks('0013', {
        break: coupons(`id ${type} primary key`),
        expect: [{ object: 'sales.coupons.coupons_pkey', severity: 'warning' }, sequence],
        fix: 'alter table sales.coupons drop constraint coupons_pkey, add primary key (account_id, id)',
        undo,
      }),
  );

  test('a primary key that nobody guesses is worth a note', () =>
    breaks('0013', {
      break: coupons('id uuid primary key'),
      expect: [{ object: 'sales.coupons.coupons_pkey', severity: 'note' }],
      fix: 'alter table sales.coupons drop constraint coupons_pkey, add primary key (account_id, id)',
      undo,
    }));

  test('one that a foreign key stands on is people’s to mend', () =>
    breaks('0013', {
      break: `${coupons('code text, parent text')}; alter table sales.coupons add constraint code unique (code),
        add constraint parent foreign key (parent) references sales.coupons (code)`,
      expect: [
        { object: 'sales.coupons.code', severity: 'error' },
        { rule: '0011', object: 'sales.coupons.parent' },
      ],
      fix: 'alter table sales.coupons drop constraint parent, drop constraint code',
      undo,
    }));

  test('not one with the tenant key at the end', () =>
    accepts({ break: coupons('code text, unique (code, account_id)'), undo }));

  test('not one of a table that is no tenant’s', () =>
    accepts({
      break: 'alter table public.countries add unique (name)',
      undo: 'alter table public.countries drop constraint countries_name_key',
    }));
});
