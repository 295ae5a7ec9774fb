import { type SchemaObject, splitId, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { literal, type Mender, ranks, type Statement } from '../statement.ts';
import { sharedStatements } from './shared.ts';

const settings = ['type', 'increment', 'minimum', 'maximum', 'start', 'cache', 'cycle'];

export const sequence: Mender = {
  create: (object, context) => [
    {
      object: object.key,
      rank: ranks.sequence,
      sql: `create sequence ${object.id} ${settingsText(object)}`,
    },
    ...ownedBy(object, undefined),
    ...afterNewest(object),
    ...sharedStatements(object, undefined, context),
  ],
  drop: ({ key, id }) => [
    { object: key, rank: ranks.drop.sequence, sql: `drop sequence ${id}`, needsAway: true },
  ],
  alter: (expected, found, context) => {
    const isSameSequence = settings.every((name) =>
      isSame(expected.facts[name], found.facts[name]),
    );
    const sql = `alter sequence ${expected.id} ${settingsText(expected)}`;
    return [
      ...(isSameSequence ? [] : [{ object: expected.key, rank: ranks.sequence, sql }]),
      ...ownedBy(expected, found),
      ...sharedStatements(expected, found, context),
    ];
  },
};

function settingsText({ facts }: SchemaObject): string {
  return [
    `as ${textOf(facts['type'])}`,
    `increment by ${textOf(facts['increment'])}`,
    `minvalue ${textOf(facts['minimum'])}`,
    `maxvalue ${textOf(facts['maximum'])}`,
    `start with ${textOf(facts['start'])}`,
    `cache ${textOf(facts['cache'] ?? 1)}`,
    facts['cycle'] ? 'cycle' : 'no cycle',
  ].join(' ');
}

function ownedBy(expected: SchemaObject, found: SchemaObject | undefined): readonly Statement[] {
  const column = expected.facts['owned by'];
  if (isSame(column, found?.facts['owned by'])) return [];
  const sql = `alter sequence ${expected.id} owned by ${column === undefined ? 'none' : textOf(column)}`;
  return [{ object: expected.key, rank: ranks.default, sql }];
}

/** A new one goes on after the newest row, not at its start. */
function afterNewest({ key, id, facts }: SchemaObject): readonly Statement[] {
  const column = facts['owned by'];
  if (typeof column !== 'string') return [];
  const [table, name] = splitId(column);
  const sql = `select setval(${literal(id)}, max(${name})) from ${table} having max(${name}) is not null`;
  return [{ object: key, rank: ranks.identity, sql }];
}
