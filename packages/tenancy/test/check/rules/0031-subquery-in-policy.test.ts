import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const policy = (using: string, to = '{app}') =>
  `create policy "Some" on sales.order_lines as restrictive for select to ${to} using (${using})`;
const undo = 'drop policy "Some" on sales.order_lines';

describe('0031 subquery-in-policy', () => {
  test.each([
    ['for each row', 'exists (select from sales.orders o where o.id = order_id)', 'sales.orders'],
    ['once', 'order_id in (select id from sales.orders where placed_at > now())', 'sales.orders'],
    [
      'of a table inside of another one',
      `(select count(*) from (select 1 from "Ops"."Shift Log") x) > 0`,
      '"Ops"."Shift Log"',
    ],
    [
      'of a view',
      'account_id = any (select account_id from sales.order_totals)',
      'sales.order_totals',
    ],
  ])('one %s', (_, using, reads) =>
    breaks('0031', {
      break: policy(using),
      expect: [
        { object: 'sales.order_lines."Some"', detail: `reads ${reads}`, severity: 'warning' },
      ],
      fix: undo,
    }),
  );

  test('in the check of what is written', () =>
    breaks('0031', {
      break: `create policy "Some" on sales.order_lines as restrictive for insert to public
        with check ((select name from public.accounts a where a.id = account_id) <> '')`,
      expect: [{ object: 'sales.order_lines."Some"', detail: 'reads public.accounts' }],
      fix: undo,
    }));

  test('not one that reads no table, nor what only the staff is asked', () =>
    accepts({
      break: `${policy('(select public.current_account()) > 0 and line = any (select generate_series(1, 999))')};
        create policy "of staff" on sales.order_lines for select to {staff} using (order_id in (select id from sales.orders))`,
      undo: `${undo}; drop policy "of staff" on sales.order_lines`,
    }));
});
