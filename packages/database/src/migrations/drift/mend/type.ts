import { type Fact, listOf, recordOf, type SchemaObject, textOf } from '../../dump/object.ts';
import { factDifferences } from '../compare.ts';
import { byHand, type MendContext, type Mender, ranks, type Statement } from '../statement.ts';
import { enumStatements } from './enum.ts';
import { sharedStatements, wordsOf } from './shared.ts';
import { literal } from '../statement.ts';

export const type: Mender = {
  create: (object, context) => [
    { object: object.key, rank: ranks.type, sql: createText(object) },
    // Their functions come after the types.
    ...Object.entries(checks(object)).map(([name, text]) => ({
      object: object.key,
      rank: ranks.default,
      sql: `alter domain ${object.id} add constraint ${name} ${text}`,
    })),
    ...sharedStatements(object, undefined, context),
  ],
  drop: (object) => [
    { object: object.key, rank: ranks.drop.type, sql: `drop ${wordsOf(object)}`, needsAway: true },
  ],
  alter: (expected, found, context) => {
    const differing = factDifferences(expected, found).map(({ name }) => name);
    const fixed = differing.filter((name) => ['is', 'on', 'collation', 'subtype'].includes(name));
    if (fixed.length > 0)
      return [byHand(expected, `PostgreSQL cannot change what a type is in place`)];
    return [
      ...enumStatements(expected, found),
      ...domainStatements(expected, found),
      ...attributeStatements(expected, found, context),
      ...sharedStatements(expected, found, context),
    ];
  },
};

function createText({ id, facts }: SchemaObject): string {
  if (facts['is'] === 'enum') {
    return `create type ${id} as enum (${listOf(facts['labels']).map(literal).join(', ')})`;
  }
  if (facts['is'] === 'range')
    return `create type ${id} as range (subtype = ${textOf(facts['subtype'])})`;
  if (facts['is'] === 'composite') {
    const attributes = Object.entries(attributesOf(facts)).map(([name, its]) => `${name} ${its}`);
    return `create type ${id} as (${attributes.join(', ')})`;
  }
  return [
    `create domain ${id} as ${textOf(facts['on'])}`,
    facts['collation'] === undefined ? '' : ` collate ${textOf(facts['collation'])}`,
    facts['default'] === undefined ? '' : ` default ${textOf(facts['default'])}`,
    facts['not null'] ? ' not null' : '',
  ].join('');
}

function checks({ facts }: SchemaObject): Readonly<Record<string, string>> {
  return recordOf(facts['checks']);
}

function attributesOf(facts: Readonly<Record<string, Fact>>): Readonly<Record<string, string>> {
  return recordOf(facts['attributes']);
}

function domainStatements(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  const statement = (what: string, rank: number = ranks.default): Statement => ({
    object: expected.key,
    rank,
    sql: `alter domain ${expected.id} ${what}`,
  });
  const [wanted, had] = [checks(expected), checks(found)];
  const isOther = (name: string) => wanted[name] !== had[name];
  const text = expected.facts['default'];
  return [
    ...Object.keys(had)
      .filter(isOther)
      .map((name) => statement(`drop constraint ${name}`, ranks.type)),
    ...Object.keys(wanted)
      .filter(isOther)
      .map((name) => statement(`add constraint ${name} ${wanted[name]}`)),
    ...(text === found.facts['default']
      ? []
      : [statement(text === undefined ? 'drop default' : `set default ${textOf(text)}`)]),
    ...(expected.facts['not null'] === found.facts['not null']
      ? []
      : [statement(expected.facts['not null'] ? 'set not null' : 'drop not null')]),
  ];
}

function attributeStatements(
  expected: SchemaObject,
  found: SchemaObject,
  _context: MendContext,
): readonly Statement[] {
  const [wanted, had] = [attributesOf(expected.facts), attributesOf(found.facts)];
  const statement = (what: string): Statement => ({
    object: expected.key,
    rank: ranks.type,
    sql: `alter type ${expected.id} ${what}`,
  });
  const caution = { reason: 'rows may hold values of the type', isLoss: true };
  return [
    ...Object.keys(had)
      .filter((name) => wanted[name] === undefined)
      .map((name) => ({ ...statement(`drop attribute ${name}`), caution })),
    ...Object.entries(wanted)
      .filter(([name, its]) => had[name] !== its)
      .map(([name, its]) =>
        had[name] === undefined
          ? statement(`add attribute ${name} ${its}`)
          : { ...statement(`alter attribute ${name} type ${its}`), caution },
      ),
  ];
}
