import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const again = (
  table: string,
  key = 'account_id',
) => `create policy tenant on ${table} for all to {app}
  using (${key} = (select public.current_account())) with check (${key} = (select public.current_account()))`;

describe('0003 no-policy', () => {
  test('a table whose one policy is gone', () =>
    breaks('0003', {
      break: 'drop policy tenant on sales.orders',
      expect: [
        {
          object: 'sales.orders',
          detail: 'no permissive policy lets {app} delete, insert, select, update',
          severity: 'warning',
        },
      ],
      fix: again('sales.orders'),
    }));

  test('one command of which no policy speaks', () =>
    breaks('0003', {
      break:
        'grant delete on public.accounts to {app}; drop policy tenant on public.accounts;' +
        ' create policy read on public.accounts for select to {app} using (id = (select public.current_account()));' +
        ' create policy change on public.accounts for update to {app} using (id = (select public.current_account()))',
      expect: [{ object: 'public.accounts', detail: 'no permissive policy lets {app} delete' }],
      fix: 'revoke delete on public.accounts from {app}',
      undo: `drop policy read on public.accounts; drop policy change on public.accounts; ${again('public.accounts', 'id')}`,
    }));

  test('a policy that is restrictive allows nothing', () =>
    breaks('0003', {
      break: `drop policy tenant on sales.orders; create policy tenant on sales.orders as restrictive for all to {app}
        using (account_id = (select public.current_account()))`,
      expect: [{ object: 'sales.orders' }],
      fix: `drop policy tenant on sales.orders; ${again('sales.orders')}`,
    }));

  test('nor does one without an expression', () =>
    breaks('0003', {
      break:
        'drop policy tenant on sales.orders; create policy tenant on sales.orders for all to {app}',
      expect: [{ object: 'sales.orders' }],
      fix: `drop policy tenant on sales.orders; ${again('sales.orders')}`,
    }));

  test('a policy for another role', () =>
    breaks('0003', {
      break: 'alter policy tenant on sales.orders to {staff}',
      expect: [{ object: 'sales.orders' }],
      fix: 'alter policy tenant on sales.orders to {app}',
    }));

  test('a login with a grant of its own', () =>
    breaks('0003', {
      break:
        'grant delete on public.accounts to {login}; alter policy tenant on public.accounts to {app}, {owner};' +
        ' alter role {login} noinherit; revoke {app} from {login}; grant {app} to {login};' +
        ' drop policy tenant on public.accounts;' +
        ' create policy tenant on public.accounts for update to {app} using (id = (select public.current_account()));' +
        ' create policy seen on public.accounts for select to {app} using (id = (select public.current_account()))',
      expect: [{ object: 'public.accounts', detail: 'no permissive policy lets {login} delete' }],
      fix: 'revoke delete on public.accounts from {login}',
      undo: `alter role {login} inherit; revoke {app} from {login}; grant {app} to {login};
        drop policy seen on public.accounts; drop policy tenant on public.accounts; ${again('public.accounts', 'id')}`,
    }));

  test('not a policy to everybody', () =>
    accepts({
      break: 'alter policy tenant on sales.orders to public',
      undo: 'alter policy tenant on sales.orders to {app}',
    }));

  test('not a policy to a role that the tenant’s is a member of', () =>
    accepts({
      break: `create role {app}_group; grant {app}_group to {app}; alter policy tenant on sales.orders to {app}_group`,
      undo: 'alter policy tenant on sales.orders to {app}; drop role {app}_group',
    }));
});
