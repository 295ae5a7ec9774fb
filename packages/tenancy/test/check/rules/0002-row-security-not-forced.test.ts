import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0002 row-security-not-forced', () => {
  test('a table that belongs to tenants', () =>
    breaks('0002', {
      break: 'alter table sales.orders no force row level security',
      expect: [
        { object: 'sales.orders', detail: 'row level security is not forced', severity: 'error' },
      ],
    }));

  test('a partitioned one with a name that is quoted', () =>
    breaks('0002', {
      break: 'alter table "Ops"."Shift Log" no force row level security',
      expect: [{ object: '"Ops"."Shift Log"' }],
    }));

  test('a table that nobody classified and tenants read one column of', () =>
    breaks('0002', {
      break: `create table sales.notes (body text); alter table sales.notes enable row level security;
        create policy everybody on sales.notes for select to {app} using (true);
        grant select (body) on sales.notes to {app}; alter table sales.notes owner to {owner}`,
      expect: [{ object: 'sales.notes' }, { rule: '0006', object: 'sales.notes' }],
      undo: 'drop table sales.notes',
    }));

  test('not a private table that nobody reaches', () =>
    accepts({
      break: 'alter table internal.secrets enable row level security',
      undo: 'alter table internal.secrets disable row level security',
    }));
});
