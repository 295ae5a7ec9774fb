import { describe, expect, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const stories = onSafeDatabase();
const { breaks, accepts } = stories;

describe('0041 not-validated', () => {
  test('a foreign key', () =>
    breaks('0041', {
      break: `alter table sales.orders add constraint "To" foreign key (account_id, customer_id)
        references sales.customers (account_id, id) not valid`,
      expect: [
        {
          object: 'sales.orders."To"',
          detail: 'the foreign key is not validated',
          severity: 'warning',
        },
      ],
      undo: 'alter table sales.orders drop constraint "To"',
    }));

  test('a check', () =>
    breaks('0041', {
      break: `alter table sales.orders add constraint "Positive" check (total >= 0) not valid`,
      expect: [{ object: 'sales.orders."Positive"', detail: 'the check is not validated' }],
      undo: 'alter table sales.orders drop constraint "Positive"',
    }));

  test('what PostgreSQL from 18 on need not enforce, and others do not take', async () => {
    const constraints = `alter table sales.orders add constraint "Positive" check (total >= 0) not enforced,
      add constraint "To" foreign key (account_id, customer_id) references sales.customers (account_id, id) not enforced,
      add constraint "Given" not null sent_at not valid`;
    const [server] = await stories.safe.run(
      `select current_setting('server_version_num')::int >= 180000 as has`,
    );
    if (server?.['has'] === false)
      return expect(stories.safe.run(constraints)).rejects.toThrow('syntax error');
    await breaks('0041', {
      break: constraints,
      expect: [
        { object: 'sales.orders."Given"', detail: 'the not-null constraint is not validated' },
        { object: 'sales.orders."Positive"', detail: 'the check is not enforced' },
        { object: 'sales.orders."To"', detail: 'the foreign key is not enforced' },
      ],
      undo: 'alter table sales.orders drop constraint "Positive", drop constraint "To", drop constraint "Given"',
    });
  });

  test('a unique index that could not be made', () =>
    breaks('0041', {
      break: `create unique index "One" on sales.orders (account_id, placed_at);
        update pg_index set indisvalid = false where indexrelid = 'sales."One"'::regclass`,
      expect: [
        {
          object: 'sales."One"',
          detail: 'the unique index on sales.orders is not valid',
          severity: 'warning',
        },
      ],
      by: 'superuser',
      undo: 'drop index sales."One"',
    }));

  test('an index of a partitioned table that lacks partitions', () =>
    breaks('0041', {
      break: 'create index "Some" on only "Ops"."Shift Log" (account_id)',
      expect: [
        {
          object: '"Ops"."Some"',
          detail: 'the index on "Ops"."Shift Log" is not valid',
          severity: 'note',
        },
      ],
      fix: `create index "north" on "Ops"."Shift Log north" (account_id); alter index "Ops"."Some" attach partition "Ops"."north";
        create index "south" on "Ops"."Shift Log south" (account_id); alter index "Ops"."Some" attach partition "Ops"."south"`,
      undo: 'drop index "Ops"."Some"',
    }));

  test('not one of tables that are not tenants’', () =>
    accepts({
      break: 'alter table public.countries add constraint named check (length(name) > 1) not valid',
      undo: 'alter table public.countries drop constraint named',
    }));
});
