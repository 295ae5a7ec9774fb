import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const see = (
  schema = 'sales',
  rest = '',
) => `create function ${schema}.see(n text, out seen boolean) language plpgsql leakproof
  set search_path = pg_catalog, pg_temp as 'begin raise notice ''%'', n; seen := true; end'; ${rest}`;

describe('0039 user-leakproof', () => {
  test('one that everybody may execute', () =>
    breaks('0039', {
      break: see(),
      expect: [
        {
          object: 'sales.see(n text, OUT seen boolean)',
          detail: 'is LEAKPROOF, and public may execute it',
          severity: 'warning',
        },
      ],
      by: 'superuser',
      undo: 'drop function sales.see',
    }));

  test('one of the tenants, behind an operator', () =>
    breaks('0039', {
      break: see(
        '"Ops"',
        `revoke execute on function "Ops".see from public; grant execute on function "Ops".see to {app};
         create operator "Ops".?? (rightarg = text, function = "Ops".see)`,
      ),
      expect: [
        {
          object: '"Ops".see(n text, OUT seen boolean)',
          detail: 'is LEAKPROOF, and {app} may execute it',
        },
      ],
      by: 'superuser',
      undo: 'drop function "Ops".see cascade',
    }));

  test('not one that no tenant may execute, nor an extension’s', () =>
    accepts({
      break: `${see('sales', 'revoke execute on function sales.see from public; grant execute on function sales.see to {staff}')};
        create extension citext; alter function public.citext_eq leakproof`,
      undo: 'drop function sales.see; drop extension citext',
    }));
});
