import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';
import { expecting } from '../expected.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0005 foreign-policy', () => {
  test('a policy that nobody declared', () =>
    breaks('0005', {
      break: `create policy "Peter's" on sales.orders for select to {app} using (account_id = (select public.current_account()))`,
      config: expecting,
      expect: [
        {
          object: `sales.orders."Peter's"`,
          detail: 'was not declared: permissive, for select to {app}',
          severity: 'error',
        },
      ],
    }));

  test('one on a table of which nothing was declared', () =>
    breaks('0005', {
      break: 'create policy p on public.countries as restrictive to {app}, {staff} using (false)',
      config: expecting,
      expect: [
        {
          object: 'public.countries.p',
          detail: 'was not declared: restrictive, for all to {app}, {staff}',
        },
      ],
    }));

  test('one on a partition', () =>
    breaks('0005', {
      break: 'create policy p on "Ops"."Shift Log north" using (false)',
      config: expecting,
      expect: [
        {
          object: '"Ops"."Shift Log north".p',
          detail: 'was not declared: permissive, for all to public',
        },
      ],
    }));

  test('not where nothing is declared', () =>
    accepts({
      break: 'create policy p on public.countries to {staff} using (false)',
      undo: 'drop policy p on public.countries',
    }));
});
