import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const key = 'account_id = (select public.current_account())';

describe('0028 function-per-row', () => {
  test('one that says whom the statement runs for, in two tables', () =>
    breaks('0028', {
      break: `alter policy tenant on sales.orders using (account_id = public.current_account())
          with check (account_id = public.current_account() and status <> 'sent');
        alter policy tenant on public.accounts using (id = public.current_account())`,
      expect: [
        { object: 'public.accounts.tenant', detail: 'calls public.current_account() for each row' },
        {
          object: 'sales.orders.tenant',
          detail: 'calls public.current_account() for each row',
          severity: 'warning',
        },
      ],
      undo: `alter policy tenant on sales.orders using (${key}) with check (${key});
        alter policy tenant on public.accounts using (id = (select public.current_account()))`,
    }));

  test('two of them, one with a name that is quoted', () =>
    breaks('0028', {
      break: `create function "Ops"."Day (of week)"() returns int language sql stable set search_path = pg_catalog, pg_temp
          return extract(dow from now())::int;
        alter policy tenant on "Ops"."Shift Log" with check (account_id = public.current_account()
          and "Ops"."Day (of week)"() < 6)`,
      expect: [
        {
          object: '"Ops"."Shift Log".tenant',
          detail: 'calls "Ops"."Day (of week)"(), public.current_account() for each row',
        },
      ],
      undo: `alter policy tenant on "Ops"."Shift Log" with check (${key}); drop function "Ops"."Day (of week)"`,
    }));

  test('a setting that is read directly', () =>
    breaks('0028', {
      break: `alter policy tenant on sales.orders using (account_id = nullif(current_setting('shop.account_id', true), '')::bigint)`,
      expect: [{ object: 'sales.orders.tenant', detail: 'calls current_setting() for each row' }],
      undo: `alter policy tenant on sales.orders using (${key})`,
    }));

  test('one that cannot be wrapped where it stands has no fix, and what it is given is not told', () =>
    breaks('0028', {
      break: `create function sales.can(bigint) returns boolean language sql stable set search_path = pg_catalog, pg_temp
          return true;
        create policy can on sales.orders as restrictive for delete to {app} using (sales.can(public.current_account()))`,
      expect: [{ object: 'sales.orders.can', detail: 'calls sales.can() for each row' }],
      fix: `alter policy can on sales.orders using ((select sales.can(public.current_account())))`,
      undo: 'drop function sales.can cascade',
    }));

  test('nor one whose name stands in a text, too', () =>
    breaks('0028', {
      break: `create policy can on sales.orders as restrictive for delete to {app}
        using (public.current_account() > 0 and number <> 'current_account()')`,
      expect: [{ object: 'sales.orders.can' }],
      fix: 'drop policy can on sales.orders',
    }));

  test('not one that looks at the row, one that is wrapped, nor the time', () =>
    accepts({
      break: `create function sales.is_open(sales.order_status) returns boolean language sql stable
          set search_path = pg_catalog, pg_temp return $1 = 'open';
        create function sales.most() returns int language sql immutable set search_path = pg_catalog, pg_temp return 9;
        create policy can on sales.orders as restrictive for delete to {app} using (sales.is_open(status)
          and placed_at < now() and (select public.current_account() > 0) and total < sales.most())`,
      undo: 'drop function sales.is_open cascade; drop function sales.most cascade',
    }));

  test('nor on Citus, which takes no subquery in a policy', () =>
    accepts({
      break: `alter policy tenant on sales.orders using (account_id = public.current_account());
        insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
          values (16000, 'citus', 10, 11, false, '13')`,
      undo: `delete from pg_extension where extname = 'citus'; alter policy tenant on sales.orders using (${key})`,
    }));
});
