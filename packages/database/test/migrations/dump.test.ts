import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/migrations/dump/build.ts';
import { kitSchemaFile } from '../../src/migrations/dump/file.ts';
import { parseSchema, schemaText } from '../../src/migrations/dump/text.ts';
import { viewText } from '../../src/migrations/dump/view-text.ts';
import { kitMigrations } from '../../src/migrations/index.ts';
import { kitDatabase, schemaOf } from './support/drift.ts';
import { createFixture } from './support/fixture.ts';
import { testServer } from '../support/test-server.ts';

const committed = readFileSync(kitSchemaFile(), 'utf8');

test('schema.json is what the migrations and rls.sql make', { timeout: 120_000 }, async () => {
  const made = schemaText(await buildSchema(kitMigrations()));
  expect(made === committed, 'run pnpm db:generate').toBe(true);
});

test('a server reads the same text', async () => {
  const database = await kitDatabase(testServer());
  try {
    expect(schemaText(await schemaOf(database.session)) === committed).toBe(true);
  } finally {
    await database.close();
  }
});

test('its text is the same when it was read', () => {
  expect(schemaText(parseSchema(committed)) === committed).toBe(true);
  expect(() => parseSchema(committed.replace('{', '<<<<<<< HEAD'))).toThrow('Run db:generate');
});

test(
  'an extension that PostgreSQL brings along is there, another is named',
  { timeout: 120_000 },
  async () => {
    const migration = (sql: string) => ({ tag: '0000_first', when: 1, sql });
    const fixture = createFixture([migration('create extension pg_trgm; create table t (a text)')]);
    try {
      const schema = await buildSchema(
        fixture.source,
        'create index t_a on t using gin (a gin_trgm_ops)',
      );
      expect([...schema.keys()]).toEqual(
        expect.arrayContaining(['extension pg_trgm', 'index public.t.t_a']),
      );
      expect([...schema.keys()].some((key) => key.includes('similarity'))).toBe(false);
      fixture.write([migration('create extension "postgis"')]);
      await expect(buildSchema(fixture.source)).rejects.toMatchObject({
        code: 'GENERATE_FAILED',
        message: expect.stringContaining('The extension postgis'),
      });
      fixture.write([migration('create table t (a nonsense)')]);
      await expect(buildSchema(fixture.source)).rejects.toMatchObject({
        code: 'GENERATE_FAILED',
        message: expect.stringMatching(
          /^0000_first does not run on an empty database: type "nonsense"/,
        ),
      });
    } finally {
      fixture.remove();
    }
  },
);

test('a view reads as PostgreSQL 16 prints it', () => {
  const as15 = (text: string) => viewText(text, 150_000).join('\n');
  expect(
    as15(` SELECT o.id, o."a.b" AS "o.x", 'o.x'::text\n   FROM s.orders o\n  WHERE f(o.id);`),
  ).toBe(`SELECT id, "a.b" AS "o.x", 'o.x'::text\n   FROM s.orders o\n  WHERE f(id)`);
  for (const kept of [
    'SELECT a.id\n   FROM (a\n     JOIN b ON ((a.id = b.id)))',
    'SELECT a.id\n   FROM a,\n    b',
    'SELECT a.id\n   FROM a\nUNION\n SELECT b.id\n   FROM b',
    'SELECT a.*::s.a AS a\n   FROM s.a',
    'SELECT 1',
  ]) {
    expect(as15(kept)).toBe(kept);
  }
  const nested =
    'SELECT id\n   FROM s.a\n  WHERE (EXISTS ( SELECT\n           FROM s.b\n          WHERE (b.id = a.id)))';
  expect(as15(nested.replace('SELECT id', 'SELECT a.id'))).toBe(nested);
  expect(viewText('SELECT a.id FROM a', 160_000)).toEqual(['SELECT a.id FROM a']);
});
