import { type SchemaObject, splitId, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, type Mender, ranks, type Statement } from '../statement.ts';
import { commentStatements, indexName, wordsOf } from './shared.ts';

export const constraint: Mender = {
  create: (object) => {
    const [table, name] = splitId(object.id);
    const notValid = object.facts['not valid'] ? ' not valid' : '';
    return [
      {
        object: object.key,
        rank: constraintRank(object),
        sql: `alter table ${table} add constraint ${name} ${definition(object)}${notValid}`,
      },
      ...commentStatements(object, undefined),
    ];
  },
  drop: (object) => {
    const [table, name] = splitId(object.id);
    const sql = `alter table ${table} drop constraint ${name}`;
    return [{ object: object.key, rank: ranks.drop.constraint, sql, needsAway: true }];
  },
  alter: (expected, found) => {
    if (definition(expected) !== definition(found)) return undefined;
    if (expected.facts['not valid'] && !found.facts['not valid']) return undefined;
    // Only making it anew makes its triggers anew: to enable those, PostgreSQL asks for a superuser.
    if (!isSame(expected.facts['not checked'], found.facts['not checked'])) return undefined;
    const [table, name] = splitId(expected.id);
    const sql = `alter table ${table} validate constraint ${name}`;
    const isProved = isSame(expected.facts['not valid'], found.facts['not valid']);
    return [
      ...(isProved ? [] : [{ object: expected.key, rank: constraintRank(expected), sql }]),
      ...commentStatements(expected, found),
    ];
  },
};

/** Whether it is one that refers to a table. */
export function isForeignKey(object: SchemaObject): boolean {
  return object.kind === 'constraint' && definition(object).startsWith('FOREIGN KEY');
}

function constraintRank(object: SchemaObject): number {
  if (isForeignKey(object)) return ranks.foreignKey;
  return /^(?:PRIMARY KEY|UNIQUE)/.test(definition(object)) ? ranks.key : ranks.check;
}

export const index: Mender = {
  create: (object, context) => [
    {
      object: object.key,
      rank: isOfView(object, context) ? ranks.ofView : ranks.index,
      // ONLY: of a partitioned table it says that the partitions' are written down apart. They are not.
      sql: definition(object).replace(' ON ONLY ', ' ON '),
    },
    ...commentStatements(object, undefined),
  ],
  drop: (object) => {
    const sql = `drop index ${indexName(object)}`;
    return [{ object: object.key, rank: ranks.drop.index, sql, needsAway: true }];
  },
  alter: onlyComment,
};

export const statistics: Mender = {
  create: (object) => [
    { object: object.key, rank: ranks.index, sql: definition(object) },
    ...commentStatements(object, undefined),
  ],
  drop: (object) => [
    { object: object.key, rank: ranks.drop.index, sql: `drop ${wordsOf(object)}` },
  ],
  alter: onlyComment,
};

/** All but a comment has to be made anew. */
export function onlyComment(
  expected: SchemaObject,
  found: SchemaObject,
): readonly Statement[] | undefined {
  const { comment: _, ...wanted } = expected.facts;
  const { comment: __, ...had } = found.facts;
  return isSame(wanted, had) ? commentStatements(expected, found) : undefined;
}

function isOfView({ id }: SchemaObject, { expected }: MendContext): boolean {
  return expected.has(`view ${splitId(id)[0]}`);
}

/** The text that PostgreSQL prints of it. */
export function definition({ facts }: SchemaObject): string {
  return textOf(facts['definition']);
}
