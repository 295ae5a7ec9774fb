import { listOf, type Schema, type SchemaObject } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, type Mender, ranks } from '../statement.ts';
import { definition } from './constraint.ts';
import { sharedStatements, wordsOf } from './shared.ts';
import { options } from './table.ts';

export const routine: Mender = {
  create: (object, context) => [
    { object: object.key, rank: rankOf(object, context), sql: definition(object) },
    ...sharedStatements(object, undefined, context),
  ],
  drop: (object) => [
    {
      object: object.key,
      rank: ranks.drop.function,
      sql: `drop ${wordsOf(object)}`,
      needsAway: true,
    },
  ],
  alter: (expected, found, context) => {
    const isSameText = definition(expected) === definition(found);
    if (!isSameText && !canReplace(expected, found)) return undefined;
    return [
      ...(isSameText
        ? []
        : [{ object: expected.key, rank: rankOf(expected, context), sql: definition(expected) }]),
      ...sharedStatements(expected, found, context),
    ];
  },
};

/** OR REPLACE keeps whatever depends on it, but not with other names, types or defaults of arguments. */
function canReplace(expected: SchemaObject, found: SchemaObject): boolean {
  if (!isSame(expected.facts['is'], found.facts['is']) || expected.facts['is'] === 'aggregate') {
    return false;
  }
  const head = (object: SchemaObject) => definition(object).split('\n').slice(0, 2).join('\n');
  return head(expected) === head(found);
}

/** Defaults, constraints and indexes call functions; but a function that reads views comes after those. */
function rankOf(object: SchemaObject, { expected }: MendContext): number {
  return usesView(object, expected) ? ranks.view : ranks.function;
}

function usesView(object: SchemaObject, expected: Schema): boolean {
  return usesOf(object).some((key) => {
    const used = expected.get(key);
    return used !== undefined && (used.kind === 'view' || usesView(used, expected));
  });
}

/** The keys of what has to be there before it. */
export function usesOf({ facts }: SchemaObject): readonly string[] {
  return listOf(facts['uses']);
}

export const view: Mender = {
  create: (object, context) => {
    const { key, facts } = object;
    const storage =
      facts['options'] === undefined ? '' : ` with (${listOf(facts['options']).join(', ')})`;
    const sql = `create ${wordsOf(object)}${storage} as\n${definition(object)}`;
    return [
      { object: key, rank: ranks.view, sql },
      ...sharedStatements(object, undefined, context),
    ];
  },
  drop: (object) => [
    { object: object.key, rank: ranks.drop.view, sql: `drop ${wordsOf(object)}`, needsAway: true },
  ],
  alter: (expected, found, context) => {
    if (definition(expected) !== definition(found)) return undefined;
    if (!isSame(expected.facts['materialized'], found.facts['materialized'])) return undefined;
    return [...options(expected, found), ...sharedStatements(expected, found, context)];
  },
};
