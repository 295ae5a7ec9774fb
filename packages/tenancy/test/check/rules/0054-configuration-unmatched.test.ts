import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks } = onSafeDatabase();

describe('0054 configuration-unmatched', () => {
  test('a trusted role that is not there', () =>
    breaks('0054', {
      break: '',
      config: (config) => ({
        ...config,
        roles: { ...config.roles, trusted: [...(config.roles.trusted ?? []), 'stuff'] },
      }),
      expect: [{ object: 'roles.trusted', detail: 'there is no role stuff', severity: 'warning' }],
      fix: 'create role stuff',
      by: 'superuser',
      undo: 'drop role stuff',
    }));

  test('a schema, a table and a column that are not there', () =>
    breaks('0054', {
      break: '',
      config: (config) => ({
        ...config,
        schemas: ['public', 'sales', 'Ops', 'internal', 'archive'],
        tables: {
          ...config.tables,
          accounts: { scope: 'organization', key: 'ID' },
          '"Ops".shifts': 'private',
        },
      }),
      expect: [
        { object: 'schemas', detail: 'there is no schema archive', severity: 'error' },
        { object: 'tables', detail: 'accounts has no column "ID"', severity: 'error' },
        { object: 'tables', detail: 'there is no table "Ops".shifts', severity: 'warning' },
      ],
      fix: 'create schema archive; create table "Ops".shifts (id int); alter table public.accounts add column "ID" bigint',
      undo: 'drop schema archive; drop table "Ops".shifts; alter table public.accounts drop column "ID"',
    }));
});
