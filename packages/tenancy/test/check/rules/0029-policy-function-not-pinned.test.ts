import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const today = (rest: string) =>
  `create function "Ops".today() returns date stable ${rest};
   create policy today on sales.orders as restrictive for delete to {app} using (placed_at::date = (select "Ops".today()))`;
const undo = 'drop function "Ops".today cascade';

describe('0029 policy-function-not-pinned', () => {
  test.each([
    ['in SQL', `language sql as 'select now()::date'`],
    ['in PL/pgSQL', `language plpgsql as 'begin return now()::date; end'`],
    ['with another setting', `language sql set work_mem = '1MB' as 'select now()::date'`],
  ])('one %s', (_, body) =>
    breaks('0029', {
      break: today(body),
      expect: [
        {
          object: '"Ops".today()',
          detail: 'policies call it, and it has no search_path of its own',
          severity: 'warning',
        },
      ],
      by: 'superuser',
      undo,
    }),
  );

  test.each([
    ['that was parsed when it was made', 'language sql begin atomic select public.zone(1); end'],
    [
      'that is a text',
      `language plpgsql set search_path = '' as 'begin return PUBLIC . "zone" (1); end'`,
    ],
  ])('one that is called by one %s', (_, body) =>
    breaks('0029', {
      break: `create function public.zone(int) returns date language sql stable as 'select now()::date'; ${today(
        body.replace(' . ', '.'),
      )}`,
      expect: [{ object: 'public.zone(integer)' }],
      by: 'superuser',
      undo: `${undo}; drop function public.zone`,
    }),
  );

  test('one that sets for everybody what it reads', () =>
    breaks('0029', {
      break: 'alter function public.current_account() set "shop.account_id" = 2',
      expect: [
        {
          object: 'public.current_account()',
          detail: 'policies call it, and it sets shop.account_id',
          severity: 'error',
        },
      ],
      by: 'superuser',
    }));

  test.each([
    ['that was parsed when it was made', 'language sql return now()::date'],
    [
      'that has a search_path',
      `language plpgsql set search_path = pg_catalog, pg_temp as 'begin return now()::date; end'`,
    ],
  ])('not one %s', (_, body) => accepts({ break: today(body), undo }));

  test('nor one of an extension, nor one that no policy calls', () =>
    accepts({
      break: `create extension lo; create policy today on sales.orders as restrictive for delete to {app}
          using (total > lo_oid('1')::int);
        create function sales.batch() returns void language sql set "shop.account_id" = 2 as 'select'`,
      undo: 'drop extension lo cascade; drop function sales.batch',
    }));
});
