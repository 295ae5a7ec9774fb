import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0055 hidden-in-system-schema', () => {
  test('a function with its owner’s rights', () =>
    breaks('0055', {
      break: `create function pg_catalog."All"() returns bigint language sql security definer
        set search_path = pg_catalog, pg_temp as 'select count(*) from sales.orders'`,
      expect: [
        {
          object: 'pg_catalog."All"',
          detail: 'is a function that did not come with the server',
          severity: 'error',
        },
      ],
      fix: 'drop function pg_catalog."All"()',
      by: 'superuser',
    }));

  test('a table and a view', () =>
    breaks('0055', {
      break: `set allow_system_table_mods = on; create table pg_catalog.copied as select * from sales.orders;
        create view information_schema.shown as select * from sales.orders; reset allow_system_table_mods`,
      expect: [
        {
          object: 'information_schema.shown',
          detail: 'is a relation that did not come with the server',
        },
        { object: 'pg_catalog.copied' },
      ],
      fix: `set allow_system_table_mods = on; drop table pg_catalog.copied; drop view information_schema.shown;
        reset allow_system_table_mods`,
      by: 'superuser',
    }));

  test('not what belongs to an extension', () =>
    accepts({
      break: 'create extension pg_trgm with schema pg_catalog',
      undo: 'drop extension pg_trgm',
    }));
});
