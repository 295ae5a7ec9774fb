import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const key = 'account_id = (select public.current_account())';
const policy = (using: string) =>
  `create policy "Some" on sales.orders as restrictive for select to {app} using (${using})`;
const undo = 'drop policy "Some" on sales.orders';

describe('0027 volatile-in-policy', () => {
  test('a function of the server’s own', () =>
    breaks('0027', {
      break: policy('random() < 0.5'),
      expect: [
        {
          object: 'sales.orders."Some"',
          detail: 'calls random() for each row',
          severity: 'warning',
        },
      ],
      fix: undo,
    }));

  test('a function that nobody said is STABLE, and one behind an operator', () =>
    breaks('0027', {
      break: `create function sales.now_and_then(uuid) returns boolean language sql set search_path = pg_catalog, pg_temp
          return $1 is not null;
        create operator sales.?? (rightarg = uuid, function = sales.now_and_then);
        create function sales.today() returns date language sql set search_path = pg_catalog, pg_temp return now()::date;
        ${policy('operator(sales.??) id and placed_at < sales.today()')}`,
      expect: [
        {
          object: 'sales.orders."Some"',
          detail: 'calls sales.now_and_then(uuid), sales.today() for each row',
        },
        { rule: '0051', object: 'sales.orders."Some"' },
      ],
      fix: undo,
      undo: 'drop operator sales.?? (none, uuid); drop function sales.now_and_then(uuid), sales.today()',
    }));

  test('in the check of what is written', () =>
    breaks('0027', {
      break: `alter policy tenant on sales.orders with check (${key} and id <> gen_random_uuid())`,
      expect: [{ object: 'sales.orders.tenant', detail: 'calls gen_random_uuid() for each row' }],
      fix: `alter policy tenant on sales.orders with check (${key})`,
    }));

  test('inside of a subquery that is run again for each row', () =>
    breaks('0027', {
      break: policy('(select random() < extract(year from placed_at))'),
      expect: [{ object: 'sales.orders."Some"' }],
      fix: undo,
    }));

  test('not one that is called once, nor its name in a text', () =>
    accepts({ break: policy(`(select random()) < 1 and number <> 'random()'`), undo }));
});
