import { describe, test } from 'vitest';
import { onSafeDatabase } from './break.ts';
import { expecting } from './expected.ts';

const { accepts } = onSafeDatabase();

/*
 * The checker often runs as somebody who may do more than those whose work it looks at. What they put into the schemas
 * must not be run by it.
 */
describe('what somebody planted', () => {
  const undo =
    'drop function sales.planted cascade; drop operator if exists public.? (jsonb, name)';
  const planted = `create function sales.planted(jsonb, name) returns boolean language plpgsql
      set search_path = pg_catalog, pg_temp as $$ begin raise exception 'planted code was run'; end $$;
    create operator public.? (leftarg = jsonb, rightarg = name, function = sales.planted)`;

  test('an operator that fits better than the system’s is not run', () =>
    accepts({ break: planted, undo }));

  test('nor where policies are compared', () =>
    accepts({ break: planted, config: expecting, undo }));

  test('a session’s own settings change nothing', () =>
    accepts({
      break: `set quote_all_identifiers = on; set standard_conforming_strings = off; set search_path = sales, public`,
      undo: 'reset all',
    }));
});
