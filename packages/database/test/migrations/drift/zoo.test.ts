import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts, SchemaObject } from '../../../src/migrations/dump/object.ts';
import { scratchDatabase } from '../../../src/migrations/dump/scratch.ts';
import { parseSchema, schemaText } from '../../../src/migrations/dump/text.ts';
import { menders } from '../../../src/migrations/drift/mend/index.ts';
import type { MendContext } from '../../../src/migrations/drift/statement.ts';
import { differenceOf, zooSql, zooTemplate } from '../support/drift.ts';
import { expectMended, expectSaid, sharedDatabase } from './spoil.ts';
import { rest } from './zoo-drifts.ts';
import { testServer } from '../../support/test-server.ts';

let zoo: Awaited<ReturnType<typeof zooTemplate>>;

beforeAll(async () => {
  zoo = await zooTemplate(testServer());
});
afterAll(() => zoo.close());
const database = sharedDatabase(() => zoo.clone());
const session = () => database().session;

test('its text is the same again, and the same in-process', { timeout: 120_000 }, async () => {
  const text = schemaText(zoo.expected);
  expect(schemaText(parseSchema(text))).toBe(text);
  const scratch = await scratchDatabase();
  try {
    for (const { kind, id } of zoo.expected.values()) {
      if (kind === 'role') await scratch.run(`create role ${id}`);
    }
    await scratch.run(zooSql);
    expect(schemaText(await scratch.schema())).toBe(text);
  } finally {
    await scratch.close();
  }
});

test.each(rest)('$name', async ({ sql, ...drift }) => {
  await session().run(sql);
  const spoilt = await expectSaid(session(), zoo.expected, drift);
  await expectMended(session(), zoo.expected, spoilt.sql);
});

const price = 'column zoo."Order".price';
const double = 'function zoo.double(integer, numeric)';

/** The database is brought to another schema and back: of what stood in the way nothing is said. */
test.each([
  ['a type', { [price]: { type: 'numeric(14,2)' } }],
  [
    'types',
    {
      [price]: { type: 'numeric(14,2)' },
      'column zoo."Order"."Name"': { type: 'character varying(30)' },
    },
  ],
  [
    'a key',
    {
      'column zoo."Order".id': { type: 'integer' },
      'column zoo.lines.order_id': { type: 'integer' },
    },
  ],
  [
    'a function',
    {
      [double]: {
        definition: [
          'CREATE OR REPLACE FUNCTION zoo.double(n integer, times numeric DEFAULT 2)',
          ' RETURNS numeric',
          ' LANGUAGE sql',
          ' IMMUTABLE PARALLEL SAFE COST 7',
          'BEGIN ATOMIC',
          ' SELECT ((n)::numeric * times);',
          'END',
        ],
      },
    },
  ],
  [
    'a view',
    { 'view zoo.simple': { definition: ['SELECT name,', '1 AS more', 'FROM zoo.animals'] } },
  ],
])('%s there and back', async (_, changes: Readonly<Record<string, Facts>>) => {
  const other = new Map(
    [...zoo.expected].map(([key, object]) => [
      key,
      { ...object, facts: { ...object.facts, ...changes[key] } },
    ]),
  );
  const there = await differenceOf(session(), other, { allowDataLoss: true });
  await session().run(there.sql);
  const back = await differenceOf(session(), zoo.expected, { allowDataLoss: true });
  expect(back.findings.map(({ kind, object }) => `${kind} ${object}`)).toEqual(
    Object.keys(changes).toSorted(),
  );
  await expectMended(session(), zoo.expected, back.sql);
});

test('from nothing', async () => {
  await session().run('drop schema zoo cascade');
  const { sql } = await differenceOf(session(), zoo.expected);
  await expectMended(session(), zoo.expected, sql);
});

test('each object dropped, with what stands on it', { timeout: 120_000 }, async () => {
  for (const object of zoo.expected.values()) {
    const drops = dropsOf(object).map((sql) => `${sql} cascade`);
    if (drops.length === 0) continue;
    await session().run(drops.join(';'));
    const { findings, sql } = await differenceOf(session(), zoo.expected);
    expect(findings.map(({ object: id }) => id)).toContain(object.id);
    await expectMended(session(), zoo.expected, sql);
  }
});

function dropsOf(object: SchemaObject): readonly string[] {
  const context: MendContext = {
    expected: new Map(),
    found: zoo.expected,
    dependencies: new Map(),
    migrator: '',
    database: '',
    hasRows: () => false,
    isMade: () => false,
  };
  // A view's column goes with the view, and what a table is partitioned by with the table.
  const hasNoDrop = ['zoo.cheap.twice', 'zoo.events.happened'].includes(object.id);
  if (hasNoDrop || object.kind === 'default-privileges') return [];
  return menders[object.kind].drop(object, context).map(({ sql }) => sql);
}
