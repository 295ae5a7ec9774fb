import {
  listOf,
  namespaceOf,
  recordOf,
  type SchemaObject,
  splitId,
  textOf,
} from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { literal, type MendContext, ranks, roleName, type Statement } from '../statement.ts';
import { grantStatements, grantsOf, ownRightsStatements } from './grants.ts';

/** What every object may have: an owner, grants, a comment. Without `found`, of one that was just made. */
export function sharedStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
  context: MendContext,
): readonly Statement[] {
  return [
    ...ownerStatements(expected, found, context),
    ...ownRightsStatements(expected, found, context),
    ...grantStatements(expected, found === undefined ? undefined : grantsOf(found), context),
    ...commentStatements(expected, found),
  ];
}

/** How SQL addresses an object: "table public.projects", "routine app.member_can(text)". */
export function wordsOf(object: SchemaObject): string {
  const { kind, id, facts } = object;
  if (kind === 'view') return `${facts['materialized'] ? 'materialized view' : 'view'} ${id}`;
  if (kind === 'table') return `${facts['foreign'] ? 'foreign table' : 'table'} ${id}`;
  if (kind === 'function') return `routine ${id}`;
  if (kind === 'type') return `${facts['is'] === 'domain' ? 'domain' : 'type'} ${id}`;
  if (kind === 'index') return `index ${indexName(object)}`;
  if (kind === 'statistics') return `statistics ${statisticsName(object)}`;
  const [relation, name] = splitId(id);
  if (kind === 'constraint' || kind === 'trigger' || kind === 'rule' || kind === 'policy') {
    return `${kind} ${name} on ${relation}`;
  }
  return `${kind} ${id}`;
}

export function indexName(object: SchemaObject): string {
  return `${namespaceOf(object)}.${splitId(object.id)[1]}`;
}

function statisticsName({ facts }: SchemaObject): string {
  return /^CREATE STATISTICS (\S+)/.exec(textOf(facts['definition']))?.[1] ?? '';
}

function ownerStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
  context: MendContext,
): readonly Statement[] {
  const wanted = expected.facts['owner'];
  if (isSame(wanted, found?.facts['owner'])) return [];
  const owner = roleName(typeof wanted === 'string' ? wanted : '@migrator', context);
  const object = expected.key;
  const alter = { object, rank: ranks.owner, sql: `alter ${wordsOf(expected)} owner to ${owner}` };
  // Whoever owns something in a schema must be able to make it there, at that moment.
  const namespace = expected.kind === 'schema' ? undefined : namespaceOf(expected);
  if (namespace === undefined || wanted === undefined) return [alter];
  const given = context.expected.get(`schema ${namespace}`)?.facts['grants'];
  const rights = listOf(recordOf(given)[textOf(wanted)]);
  if (rights.includes('CREATE')) return [alter];
  return [
    { object, rank: ranks.owner, sql: `grant create on schema ${namespace} to ${owner}` },
    alter,
    { object, rank: ranks.owner, sql: `revoke create on schema ${namespace} from ${owner}` },
  ];
}

export function commentStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const comment = expected.facts['comment'];
  if (isSame(comment, found?.facts['comment'])) return [];
  const text = typeof comment === 'string' ? literal(comment) : 'null';
  const sql = `comment on ${wordsOf(expected)} is ${text}`;
  return [{ object: expected.key, rank: ranks.comment, sql }];
}
