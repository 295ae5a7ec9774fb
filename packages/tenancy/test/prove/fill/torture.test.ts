import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../../src/catalog/queryable.ts';
import { lacking, openScene, rowsIn, sides, type Scene } from './filled.ts';
import { inProcess, onServer, type TortureDatabase } from './torture/databases.ts';
import { impossible, tortureConfig } from './torture/torture.ts';

describe.each([
  ['a server', onServer],
  ['PGlite', inProcess],
])('on %s', (_, open) => {
  let database: TortureDatabase;
  let scene: Scene;

  beforeAll(async () => {
    database = await open();
    await database.db.query('begin');
    scene = await openScene(database.db, tortureConfig);
  }, 180_000);
  afterAll(async () => {
    await database.db.query('rollback');
    await database.close();
  });

  const values = (table: string, column: string) => scene.values(`torture.${table}`, column);

  test('all tables but the impossible ones have rows on both sides; of these, it is said why', () => {
    expect(lacking(scene)).toEqual(impossible);
    const unfilled = scene.catalog.tables.filter(({ oid }) => scene.filled.unfilled.has(oid));
    expect(unfilled.map(({ ident }) => ident).toSorted()).toEqual(
      Object.keys(impossible).toSorted(),
    );
  });

  test('and a second one each, but where a key allows one a tenant', () => {
    const single = scene.catalog.tables.filter(
      (table) => scene.filled.row(table, 'own') && !scene.filled.row(table, 'own', 1),
    );
    expect(single.map(({ name }) => name)).toEqual([
      'settings',
      'singles',
      'subscriptions',
      'tenants',
    ]);
  });

  test('the constraints that wait for COMMIT hold', async () => {
    await database.db.query('savepoint here; ');
    await database.db.query('set constraints all immediate');
    await database.db.query('rollback to savepoint here');
  });

  test("rows are what is in the tables, and their tenant's", async () => {
    for (const table of scene.catalog.tables.filter(({ kind }) => kind === 'table')) {
      const its = await rowsOf<{ row: string }>(
        database.db,
        `select (select json_object_agg(key, value) from json_each_text(row_to_json(t))) ->> $1 as row from only ${table.ident} t`,
        [table.key ?? table.columns[0]?.name],
      );
      const stored = new Set(its.map(({ row }) => row));
      for (const side of sides) {
        const row = scene.filled.row(table, side);
        const value = row?.values[table.key ?? table.columns[0]?.name ?? ''];
        if (row) expect([table.ident, stored.has(String(value))]).toEqual([table.ident, true]);
        if (row && table.scope === 'tenant') expect(value).toBe(scene.filled.tenants[side]);
      }
    }
  });

  test('one more row can be made of each, and is not', async () => {
    const without: string[] = [];
    for (const table of scene.catalog.tables) {
      if (!scene.filled.row(table, 'own')) continue;
      const fresh = await scene.filled.fresh(table, 'own');
      if (!fresh) without.push(table.name);
    }
    expect(without).toEqual(['plans', 'settings', 'singles', 'subscriptions']);
    expect(await rowsIn(database.db, 'torture.orders')).toHaveLength(4);
  });

  test('the values that triggers set are read back', () => {
    expect(values('stamped', 'touched')).toEqual(Array(4).fill('by trigger'));
    expect(values('orders', 'lines')).toEqual(Array(4).fill('1'));
  });

  test("rows that need a tenant's context are made in it, and it is left", async () => {
    const { own, foreign } = scene.filled.tenants;
    expect(values('by_context', 'of_context')).toEqual([own, foreign, own, foreign]);
    const [left] = await rowsOf(database.db, `select current_setting('torture.tenant') as tenant`);
    expect(left).toEqual({ tenant: '' });
  });

  test('foreign keys lead to the row of the same number', () => {
    expect(values('tasks', 'assignee')).toEqual(values('users', 'id'));
    expect(values('project_pages', 'project_key')).toEqual(values('projects', 'key'));
    expect(values('to_partitions', 'list_id')).toEqual(values('by_list', 'id'));
  });

  test('to itself, to each other, to the one before', () => {
    const [own, , second] = values('tasks', 'id');
    expect(values('tasks', 'root_id')[0]).toBe(own);
    expect(values('tasks', 'parent_id')).toEqual([null, null, own, values('tasks', 'id')[1]]);
    expect(second).not.toBe(own);
    const [partner, , other] = values('partners', 'id');
    expect([values('partners', 'partner')[0], values('partners', 'partner')[2]]).toEqual([
      other,
      partner,
    ]);
    expect(values('teams', 'lead_id')).toEqual(values('team_members', 'id'));
    expect(values('heads', 'body_id')).toEqual(values('bodies', 'id'));
    expect(values('eggs', 'hen_id')).toEqual(values('hens', 'id'));
    expect(values('lids', 'pot_id')).toEqual(values('pots', 'id'));
  });

  test('lists that are complete lend what they have', () => {
    expect(values('plans', 'name')).toEqual(['free', 'free', 'paid', 'paid']);
    expect(values('subscriptions', 'plan').slice(0, 2)).toEqual(['free', 'free']);
    expect(values('settings', 'title').slice(0, 2)).toEqual(['The one', 'The one']);
    expect(values('queues', 'name')[0]).toMatch(/^prove-own-/);
    expect(values('jobs_import', 'queue')).toEqual(Array(4).fill('import'));
  });

  test('texts carry the side, in the form that the conditions want', () => {
    const [own, foreign] = values('texts', 'plain');
    expect(own).toMatch(/^prove-own-/);
    expect(values('texts', 'upper_only')[1]).toBe(foreign?.toUpperCase());
    expect(values('texts', 'web_link')[0]).toBe(`https://${own}.example.com/`);
    expect(values('texts', 'like_email')[1]).toBe(`${foreign}@example.com`);
  });
});
