import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts, Schema } from '../../../src/migrations/dump/object.ts';
import { differenceOf, sentencesOf, zooTemplate } from '../support/drift.ts';
import { expectMended, sharedDatabase } from './spoil.ts';
import { testServer } from '../../support/test-server.ts';

let zoo: Awaited<ReturnType<typeof zooTemplate>>;

beforeAll(async () => {
  zoo = await zooTemplate(testServer());
});
afterAll(() => zoo.close());
const database = sharedDatabase(() => zoo.clone());
const run = (sql: string) => database().session.run(sql);
const compare = (expected: Schema = zoo.expected, allowDataLoss = false) =>
  differenceOf(database().session, expected, { allowDataLoss });
const rows = (sql: string) => database().session.rows(sql);
const mended = (sql: string) => expectMended(database().session, zoo.expected, sql);

/** The schema, if these facts of it were others. */
function schemaWith(changes: Readonly<Record<string, Facts>>): Schema {
  return new Map(
    [...zoo.expected].map(([key, object]) => [
      key,
      { ...object, facts: { ...object.facts, ...changes[key] } },
    ]),
  );
}

describe('with rows', () => {
  test('a column that is not in the schema is dropped when that is asked for', async () => {
    await run(`alter table zoo.lines add extra text; insert into zoo."Order" (price) values (1);
               insert into zoo.lines (order_id, line) select id, 1 from zoo."Order"`);
    const { sql, findings } = await compare();
    expect(findings).toHaveLength(1);
    expect(sql).toBe(
      '-- Not run: zoo.lines holds rows (--allow-data-loss runs it).\n-- alter table zoo.lines drop column extra;\n',
    );
    await run(sql);
    expect(await rows('select extra from zoo.lines')).toHaveLength(1);
    await mended((await compare(zoo.expected, true)).sql);
    expect(await rows('select line from zoo.lines')).toHaveLength(1);
  });

  test('a column that must be filled is added, and waits to be', async () => {
    await run(
      `alter table zoo."Order" add note text not null default 'n'; alter table zoo."Order" drop column note`,
    );
    const expected = schemaWith({});
    const column = { kind: 'column', id: 'zoo."Order".note' } as const;
    const key = `${column.kind} ${column.id}`;
    const wanted: Schema = new Map([
      ...expected,
      [key, { ...column, key, facts: { type: 'text', 'not null': true } }],
    ]);
    const { sql } = await compare(wanted);
    expect(sql).toContain('\nalter table zoo."Order" add column note text;\n');
    expect(sql).toContain(
      '\n-- Not run: zoo."Order" holds rows: fill the column first.\n-- alter table zoo."Order" alter column note set not null;\n',
    );
    await run(sql);
    expect(sentencesOf(await compare(wanted))).toEqual([
      'The column zoo."Order".note: not null is missing.',
    ]);
    await run(`update zoo."Order" set note = 'x'`);
    await run((await compare(wanted)).sql);
    expect(sentencesOf(await compare(wanted))).toEqual([]);
    await mended('alter table zoo."Order" drop column note');
  });

  test('a type that would round is left, with the default that goes with it and all that stands in the way', async () => {
    const wider = schemaWith({
      'column zoo."Order".price': { type: 'numeric(14,4)', default: '0.5' },
    });
    await run((await compare(wider, true)).sql);
    const { sql } = await compare();
    expect(sql.split('\n').filter((line) => line !== '' && !line.startsWith('--'))).toEqual([]);
    expect(sql).toContain('numeric(14,4) may hold more than numeric(12,2)');
    await mended((await compare(zoo.expected, true)).sql);
  });

  test('one that cannot round is given', async () => {
    const longer = schemaWith({ 'column zoo."Order"."Name"': { type: 'character varying(40)' } });
    await run((await compare(longer)).sql);
    await mended((await compare()).sql);
  });

  test('a sequence goes on after the newest row', async () => {
    await run(`drop sequence zoo."Order_number_seq" cascade; update zoo."Order" set number = 41;
               alter table zoo.lines alter identity drop identity; update zoo.lines set identity = 7`);
    await mended((await compare()).sql);
    await run(
      `insert into zoo."Order" (price) values (2); insert into zoo.lines (order_id, line) select id, 2 from zoo."Order"`,
    );
    expect(await rows('select max(number) as number from zoo."Order"')).toEqual([{ number: 42 }]);
    expect(await rows('select max(identity) as identity from zoo.lines')).toEqual([
      { identity: 9 },
    ]);
  });
});

describe('what the schema does not know', () => {
  test('stays, unless losing data is asked for', async () => {
    await run(`create table zoo.notes (id int); create function zoo.own() returns int language sql as 'select 1';
               create sequence zoo.own_numbers`);
    const { sql, findings } = await compare();
    expect(findings.map(({ difference }) => difference)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(sql).not.toContain('\ndrop');
    expect(sql).toContain(
      '-- Not run: the schema does not know it (--allow-data-loss runs it).\n-- drop table zoo.notes;',
    );
    await mended((await compare(zoo.expected, true)).sql);
  });

  test('is left alone when it is ignored, by kind and name', async () => {
    await run(
      'create table zoo.report_a (id int); create table zoo.report_b (id int); create index on zoo.lines (identity)',
    );
    const ignoring = async (...ignore: string[]) =>
      (await differenceOf(database().session, zoo.expected, { ignore })).findings.map(
        ({ object }) => object,
      );
    expect(await ignoring()).toEqual([
      'zoo.lines.lines_identity_idx',
      'zoo.report_a',
      'zoo.report_b',
    ]);
    expect(await ignoring('table zoo.report_*')).toEqual(['zoo.lines.lines_identity_idx']);
    expect(await ignoring('table zoo.report_a', 'index *')).toEqual(['zoo.report_b']);
    expect(await ignoring('zoo.report_*', 'table zoo.report')).toHaveLength(3);
    expect(await ignoring('table zoo.lines')).toEqual(['zoo.report_a', 'zoo.report_b']);
    await run('drop table zoo.report_a, zoo.report_b; drop index zoo.lines_identity_idx');
  });

  test('comes back as it was where it stands in the way', async () => {
    await run(`create view zoo.own as select upper("Name") as loud from zoo."Order"; grant select on zoo.own to startkit_app;
               comment on view zoo.own is 'mine'`);
    const longer = schemaWith({ 'column zoo."Order"."Name"': { type: 'character varying(40)' } });
    await run((await compare(longer)).sql);
    expect(sentencesOf(await compare(longer))).toEqual([
      'The view zoo.own is nothing that the schema knows.',
    ]);
    expect(
      await rows(`select obj_description('zoo.own'::regclass) as comment,
                              has_table_privilege('startkit_app', 'zoo.own', 'SELECT') as granted`),
    ).toEqual([{ comment: 'mine', granted: true }]);
    await mended((await compare(zoo.expected, true)).sql);
  });

  test('in a schema of its own is no difference', async () => {
    await database().admin
      .run(`create schema other; create table other.things (id int); create extension citext;
      create function public.f() returns event_trigger language plpgsql as 'begin end';
      create event trigger watch on ddl_command_end execute function public.f()`);
    const { findings, foreign } = await compare();
    expect(findings.map(({ object }) => object)).toEqual(['public.f()']);
    expect(foreign.toSorted()).toEqual([
      'The event trigger watch is nothing that the schema knows.',
      'The extension citext is nothing that the schema knows.',
      'The schema other is nothing that the schema knows.',
    ]);
    await database().admin.run(
      'drop event trigger watch; drop function public.f(); drop extension citext; drop schema other cascade',
    );
  });
});

describe('an enum', () => {
  test('is given a label before the transaction that uses it', async () => {
    const wanted = schemaWith({
      'type zoo.mood': { labels: ['tired', 'sad', "it's ok", 'happy'] },
      'column zoo."Order".mood': { default: "'tired'::zoo.mood" },
    });
    const { sql } = await compare(wanted);
    expect(sql).toMatch(
      /^alter type zoo\.mood add value if not exists 'tired' before 'sad';\nbegin;/,
    );
    for (const part of sql.split(/(?=begin;)/)) await run(part);
    expect(sentencesOf(await compare(wanted))).toEqual([]);
  });

  test('keeps a label too many: somebody has to say what becomes of the rows', async () => {
    const { sql, findings } = await compare();
    expect(findings.map(({ object }) => object)).toEqual(['zoo."Order".mood', 'zoo.mood']);
    expect(sql).toContain(
      '-- By hand, type zoo.mood: PostgreSQL cannot drop a label of an enum (tired)',
    );
    await run(sql);
    expect((await compare()).findings.map(({ object }) => object)).toEqual(['zoo.mood']);
    const other = schemaWith({ 'type zoo.mood': { labels: ['happy', "it's ok", 'sad', 'tired'] } });
    expect((await compare(other)).sql).toContain('cannot reorder the labels');
  });
});
