import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0006 table-not-classified', () => {
  test('a table of which nobody said whose it is', () =>
    breaks('0006', {
      break: 'create table sales.imports (line text)',
      expect: [{ object: 'sales.imports', detail: 'is not classified', severity: 'warning' }],
      fix: 'alter table sales.imports add account_id bigint not null; drop table sales.imports',
      by: 'superuser',
    }));

  test('and one that tenants reach, whatever its policies say', () =>
    breaks('0006', {
      break: `create table sales.imports (line text); alter table sales.imports enable row level security;
        alter table sales.imports force row level security;
        create policy everybody on sales.imports for select to {app} using (true);
        grant select on sales.imports to {app}`,
      expect: [
        {
          object: 'sales.imports',
          detail: 'is not classified, and is reached by {app}',
          severity: 'error',
        },
      ],
      fix: 'drop table sales.imports',
      by: 'superuser',
    }));

  test('one that a tenant’s table inherits from', () =>
    breaks('0006', {
      break: `create table sales.things (email text); alter table sales.things enable row level security;
        alter table sales.things force row level security; grant select on sales.things to {app};
        create policy everybody on sales.things for select to {app} using (true);
        alter table sales.things owner to {owner}; alter table sales.customers inherit sales.things`,
      expect: [
        { object: 'sales.things', severity: 'error' },
        { rule: '0024', object: 'sales.customers' },
      ],
      fix: 'alter table sales.customers no inherit sales.things; drop table sales.things',
    }));

  test('one that is a tenant’s by its list and has no column that says whose', () =>
    breaks('0006', {
      break: `create table sales.imports (line text); alter table sales.imports enable row level security;
        alter table sales.imports force row level security`,
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.imports': 'tenant' } }),
      expect: [
        {
          object: 'sales.imports',
          detail: 'is classified as tenant, but has no column that says whose a row is',
          severity: 'warning',
        },
      ],
      fix: 'drop table sales.imports',
      by: 'superuser',
    }));

  test('not one that is listed', () =>
    accepts({
      break: 'create table sales.imports (line text)',
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.imports': 'private' } }),
      undo: 'drop table sales.imports',
    }));

  test('not what a superuser’s extension brings', () =>
    accepts({
      break:
        'create table public.spatial_ref_sys (id int); create extension citext; alter extension citext add table public.spatial_ref_sys',
      undo: 'drop extension citext',
    }));

  test('not a table of a schema that is not looked at', () =>
    accepts({
      break: 'create schema other; create table other.imports (line text)',
      config: (config) => ({ ...config, schemas: ['public', 'sales', 'Ops', 'internal'] }),
      undo: 'drop schema other cascade',
    }));
});
