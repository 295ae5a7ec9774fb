import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const object = 'sales.orders.tenant';
const own = 'account_id = (select public.current_account())';

describe('0021 write-check-wider', () => {
  test.each([
    ['true', 'is true for every row'],
    ['account_id is not null', 'asks nothing but the row'],
    [`${own} or status = 'open'`, 'asks nothing but the row'],
    [`status = 'open'`, 'asks nothing but the row'],
    ['total < (select public.current_account())', 'does not look at the tenant key'],
  ])('with check (%s)', (check, says) =>
    breaks('0021', {
      break: `alter policy tenant on sales.orders with check (${check})`,
      expect: [{ object, detail: `for {app}, WITH CHECK ${says}`, severity: 'error' }],
    }),
  );

  test('a policy for updates alone', () =>
    breaks('0021', {
      break: `create policy change on "Ops"."Shift Log" for update to {app} using (${own}) with check (true)`,
      expect: [
        {
          object: '"Ops"."Shift Log".change',
          detail: 'for {app}, WITH CHECK is true for every row',
        },
      ],
      undo: 'drop policy change on "Ops"."Shift Log"',
    }));

  test('one for inserts, which has nothing else to say', () =>
    breaks('0021', {
      break: 'create policy add on sales.orders for insert to {login} with check (true)',
      expect: [
        {
          object: 'sales.orders.add',
          detail: 'for {login}, WITH CHECK is true for every row',
          severity: 'error',
        },
      ],
      fix: 'drop policy add on sales.orders',
    }));

  test('one for inserts that looks at something else', () =>
    breaks('0021', {
      break:
        'create policy add on sales.orders for insert to {app} with check (total < (select public.current_account()))',
      expect: [{ object: 'sales.orders.add', severity: 'warning' }],
      fix: 'drop policy add on sales.orders',
    }));

  test('a tenant that makes itself another', () =>
    breaks('0021', {
      break: 'alter policy tenant on public.accounts with check (true)',
      expect: [{ object: 'public.accounts.tenant' }],
    }));

  test('not where USING is the check', () =>
    accepts({
      break: `create policy change on sales.orders for update to {app} using (${own})`,
      undo: 'drop policy change on sales.orders',
    }));

  test('not who signs up', () =>
    accepts({
      break: 'create policy add on public.accounts for insert to {app} with check (true)',
      undo: 'drop policy add on public.accounts',
    }));

  test('not beside a restrictive policy', () =>
    accepts({
      break: `create policy add on sales.orders for insert to {app} with check (true);
        create policy narrow on sales.orders as restrictive for insert to {app} with check (${own})`,
      undo: 'drop policy add on sales.orders; drop policy narrow on sales.orders',
    }));
});
