import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const object = 'sales.orders.tenant';
const setting = `current_setting('shop.account_id', true)`;
const key = 'account_id = (select public.current_account())';
const using = (condition: string) => `alter policy tenant on sales.orders using (${condition})`;
const back = using(key);

describe('0050 open-without-context', () => {
  test.each([
    ['its comparison', `(${key}) is null or (${key})`],
    [
      'the row’s own value in its place',
      'account_id = coalesce((select public.current_account()), account_id)',
    ],
    ['true in its place', `coalesce(${key}, true) and coalesce(account_id > 0, false)`],
    ['a comparison that is not false', `(${key}) is not false`],
    ['a case', `case when (select public.current_account()) is null then true else ${key} end`],
  ])('%s', (_, condition) =>
    breaks('0050', {
      break: using(condition),
      expect: [
        { object, detail: 'lets every row through when its context is not set', severity: 'error' },
      ],
      fix: back,
    }),
  );

  test.each([
    ['a context that is not there', `(select public.current_account()) is null or ${key}`],
    ['a setting that is not there', `(select nullif(${setting}, '')) is null or ${key}`],
    ['a setting that is empty', `(select ${setting}) = '' or ${key}`],
    ['in some rows', `${key} or (status = 'open' and (select public.current_account()) is null)`],
  ])('%s: beside the tenant key', (_, condition) =>
    breaks('0050', {
      break: using(condition),
      expect: [{ object }, { rule: '0020', object }],
      fix: back,
    }),
  );

  test('what is written', () =>
    breaks('0050', {
      break: `alter policy tenant on sales.orders
        with check (${key} or (select public.current_account()) is null)`,
      expect: [{ object }, { rule: '0021', object }],
      fix: `alter policy tenant on sales.orders with check (${key})`,
    }));

  test.each([
    ['asks whether a column is there', `${key} and sent_at is null`],
    [
      'says which of the tenant’s own rows',
      `${key} and ((select ${setting}) = '' or status = 'open')`,
    ],
    ['refuses', `case when (select public.current_account()) is null then false else ${key} end`],
    [
      'makes nothing of what is empty',
      `account_id = (select nullif(coalesce(${setting}, ''), '')::bigint)`,
    ],
    ['says that it must be there', `${key} and (select public.current_account()) is not null`],
  ])('not one that %s', (_, condition) => accepts({ break: using(condition), undo: back }));

  test('nor one for the staff', () =>
    accepts({
      break: `alter policy staff on sales.orders using ((select public.current_account()) is null or ${key})`,
      undo: 'alter policy staff on sales.orders using (true)',
    }));
});
