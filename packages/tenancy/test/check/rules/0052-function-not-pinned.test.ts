import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const day = (
  rest = '',
) => `create function "Ops"."Day"() returns date language plpgsql immutable ${rest}
  as 'begin return ''2026-01-01''; end'`;
const rest = 'and it has no search_path of its own';

describe('0052 function-not-pinned', () => {
  test('a trigger’s', () =>
    breaks('0052', {
      break: 'alter function sales.stamp() reset search_path',
      expect: [
        {
          object: 'sales.stamp()',
          detail: `a trigger of tenants' tables calls it, ${rest}`,
          severity: 'note',
        },
      ],
    }));

  test('a default’s and a check’s', () =>
    breaks('0052', {
      break: `set role {owner}; ${day().replace('"Ops"', 'public')}; reset role;
        alter table sales.orders alter column placed_at set default public."Day"(), add check (sent_at >= public."Day"())`,
      expect: [
        {
          object: 'public."Day"()',
          detail: `a check and a default of tenants' tables calls it, ${rest}`,
        },
      ],
      undo: `alter table sales.orders alter column placed_at set default now(), drop constraint orders_sent_at_check;
        drop function public."Day"()`,
    }));

  test('a generated column’s', () =>
    breaks('0052', {
      break: `${day()}; alter table sales.orders add column "When" date generated always as ("Ops"."Day"()) stored`,
      expect: [
        { object: '"Ops"."Day"()', detail: `a default of tenants' tables calls it, ${rest}` },
      ],
      by: 'superuser',
      undo: 'alter table sales.orders drop column "When"; drop function "Ops"."Day"()',
    }));

  test('not one that has a search_path, nor of a table for everybody', () =>
    accepts({
      break: `${day(`set search_path = ''`)}; alter table sales.orders alter column placed_at set default "Ops"."Day"();
        create function public.keep() returns trigger language plpgsql as 'begin return new; end';
        create trigger keep before update on public.countries for each row execute function public.keep()`,
      undo: `alter table sales.orders alter column placed_at set default now(); drop function "Ops"."Day"();
        drop function public.keep cascade`,
    }));
});
