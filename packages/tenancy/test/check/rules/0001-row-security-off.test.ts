import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0001 row-security-off', () => {
  test('a table that belongs to tenants', () =>
    breaks('0001', {
      break: 'alter table sales.orders disable row level security',
      expect: [{ object: 'sales.orders', detail: 'row level security is off', severity: 'error' }],
    }));

  test('a partitioned one with a name that is quoted', () =>
    breaks('0001', {
      break: 'alter table "Ops"."Shift Log" disable row level security',
      expect: [{ object: '"Ops"."Shift Log"' }],
    }));

  test('not a table that every tenant reads by intent', () =>
    accepts({
      break:
        'create table sales.units (name text primary key); grant select on sales.units to {app}',
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.units': 'global' } }),
      undo: 'drop table sales.units',
    }));
});
