import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const key = 'account_id = (select public.current_account())';

describe('0051 operator-in-policy', () => {
  test('one that looks like the server’s own', () =>
    breaks('0051', {
      break: `create function sales.same(bigint, bigint) returns boolean language sql immutable return true;
        create operator sales.= (leftarg = bigint, rightarg = bigint, function = sales.same);
        alter policy tenant on sales.orders using (account_id operator(sales.=) (select public.current_account()))`,
      expect: [
        {
          object: 'sales.orders.tenant',
          detail: 'compares with sales.=(bigint,bigint)',
          severity: 'warning',
        },
      ],
      fix: `alter policy tenant on sales.orders using (${key})`,
      undo: 'drop operator sales.= (bigint, bigint); drop function sales.same',
    }));

  test('not one of an extension', () =>
    accepts({
      break: `create extension citext; create policy plain on sales.orders as restrictive for select to {app}
        using (number::citext <> 'a'::citext)`,
      undo: 'drop extension citext cascade',
    }));
});
