import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';
import { expecting } from '../expected.ts';

const { breaks, accepts } = onSafeDatabase();

const object = 'sales.orders.open';
const open = (using: string, rest = 'for select to {app}') =>
  `create policy open on sales.orders ${rest} using (${using})`;
const undo = 'drop policy open on sales.orders';
const own = 'account_id = (select public.current_account())';

describe('0020 permissive-true', () => {
  test.each([
    ['true', 'is true for every row'],
    ['1 = 1', 'is the same for every row, whoever asks'],
    ['account_id = account_id', 'asks nothing but the row'],
    ['account_id is not null', 'asks nothing but the row'],
    [`${own} or true`, 'is true for every row'],
    [`${own} or (status = 'paid' or account_id > 0)`, 'asks nothing but the row'],
  ])('using (%s)', (using, says) =>
    breaks('0020', {
      break: open(using),
      expect: [{ object, detail: `for {app}, USING ${says}`, severity: 'error' }],
    }),
  );

  test.each([
    [`status = 'open'`, 'asks nothing but the row'],
    [`current_user = 'x'`, 'does not look at the tenant key'],
    [
      `id = '00000000-0000-0000-0000-000000000000' and public.current_account() is not null`,
      'does not look at the tenant key',
    ],
    [`${own} or (select public.current_account()) = 5`, 'does not look at the tenant key'],
    [
      'account_id <> (select public.current_account())',
      'does not ask whether the tenant key is equal',
    ],
    [`not (${own})`, 'does not ask whether the tenant key is equal'],
    [
      'account_id is distinct from (select public.current_account())',
      'does not ask whether the tenant key is equal',
    ],
  ])('using (%s) is worth a warning', (using, says) =>
    breaks('0020', {
      break: open(using),
      expect: [
        { object, detail: `for {app}, USING ${says}`, severity: 'warning' },
        ...(using.includes('and public') ? [{ rule: '0028', object }] : []),
      ],
    }),
  );

  test.each([
    ['public', ''],
    ['{login}', ''],
    ['{app}_group', 'create role {app}_group noinherit; grant {app}_group to {login};'],
  ])('to %s', (role, first) =>
    breaks('0020', {
      break: `${first} ${open('true', `to ${role}`)} with check (${own})`,
      expect: [{ object, detail: `for ${role}, USING is true for every row` }],
      fix: undo,
      ...(first ? { undo: 'drop role {app}_group' } : {}),
    }),
  );

  test('where it is the only one, people must decide', () =>
    breaks('0020', {
      break: 'alter policy tenant on "Ops"."Shift Log" using (true)',
      expect: [{ object: '"Ops"."Shift Log".tenant' }],
      fix: `alter policy tenant on "Ops"."Shift Log" using (${own})`,
    }));

  test('the table of the tenants themselves', () =>
    breaks('0020', {
      break: 'create policy open on public.accounts for select to {app} using (true)',
      expect: [{ object: 'public.accounts.open' }],
    }));

  test('a restrictive policy for another role is no help', () =>
    breaks('0020', {
      break: `${open('true', 'for select to public')}; create policy narrow on sales.orders as restrictive to {app} using (${own})`,
      expect: [
        { object, detail: 'for public, USING is true for every row' },
        { rule: '0030', object },
      ],
      fix: undo,
      undo: 'drop policy narrow on sales.orders',
    }));

  test('nor one for another command, nor one that is as wide', () =>
    breaks('0020', {
      break: `${open('true')}; create policy narrow on sales.orders as restrictive for delete to {app} using (${own});
        create policy wide on sales.orders as restrictive to {app} using (account_id > 0)`,
      expect: [{ object }],
      fix: undo,
      undo: 'drop policy narrow on sales.orders; drop policy wide on sales.orders',
    }));

  test('where policies are expected, only what is open to everybody', () =>
    breaks('0020', {
      break: open('true'),
      config: expecting,
      expect: [{ object }, { rule: '0005', object }],
    }));

  test.each([
    own,
    `(select public.current_account()) = any (array[account_id])`,
    'account_id is not distinct from (select public.current_account())',
    `${own} and (status = 'open' or total > 5)`,
    `(${own} and status = 'open') or (${own} and status = 'paid')`,
    'false',
    'null',
  ])('not using (%s)', (using) => accepts({ break: open(using), undo }));

  test('not beside a restrictive policy that says whose a row is', () =>
    accepts({
      break: `${open('true')}; create policy narrow on sales.orders as restrictive to public using (${own})`,
      undo: `${undo}; drop policy narrow on sales.orders`,
    }));

  test('not to the staff', () => accepts({ break: open('true', 'to {staff}'), undo }));
});
