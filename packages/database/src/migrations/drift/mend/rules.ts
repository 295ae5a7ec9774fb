import {
  type Fact,
  listOf,
  recordOf,
  type SchemaObject,
  splitId,
  textOf,
} from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, type Mender, ranks, roleName, type Statement } from '../statement.ts';
import { definition, onlyComment } from './constraint.ts';
import { commentStatements, wordsOf } from './shared.ts';

export const policy: Mender = {
  create: (object, context) => [
    { object: object.key, rank: ranks.policy, sql: policyText(object, context) },
    ...commentStatements(object, undefined),
  ],
  drop: (object) => dropped(object, ranks.drop.policy),
  alter: onlyComment,
};

function policyText({ id, facts }: SchemaObject, context: MendContext): string {
  const [table, name] = splitId(id);
  const roles = listOf(facts['to']).map((role) => roleName(role, context));
  return [
    `create policy ${name} on ${table}${facts['restrictive'] ? ' as restrictive' : ''}`,
    ` for ${textOf(facts['for']).toLowerCase()} to ${roles.join(', ')}`,
    facts['using'] === undefined ? '' : `\n  using (${textOf(facts['using'])})`,
    facts['check'] === undefined ? '' : `\n  with check (${textOf(facts['check'])})`,
  ].join('');
}

export const trigger: Mender = {
  create: (object) => [
    { object: object.key, rank: ranks.trigger, sql: definition(object) },
    ...stateStatements(object, undefined),
    ...commentStatements(object, undefined),
  ],
  drop: (object) => dropped(object, ranks.drop.trigger),
  alter: (expected, found) =>
    definition(expected) === definition(found)
      ? [...stateStatements(expected, found), ...commentStatements(expected, found)]
      : undefined,
};

export const rule: Mender = {
  create: (object) => [
    { object: object.key, rank: ranks.trigger, sql: definition(object) },
    ...stateStatements(object, undefined),
    ...commentStatements(object, undefined),
  ],
  drop: (object) => dropped(object, ranks.drop.rule),
  alter: trigger.alter,
};

function dropped(object: SchemaObject, rank: number): readonly Statement[] {
  return [{ object: object.key, rank, sql: `drop ${wordsOf(object)}` }];
}

const verbs: Readonly<Record<string, string>> = {
  disabled: 'disable',
  always: 'enable always',
  replica: 'enable replica',
};

/** Whether a trigger or a rule fires, here and on the partitions that have a copy of it. */
function stateStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const [table, name] = splitId(expected.id);
  const verb = (state: Fact | undefined) => verbs[textOf(state)] ?? 'enable';
  const statement = (relation: string, state: Fact | undefined): Statement => ({
    object: expected.key,
    rank: ranks.table2,
    sql: `alter table ${relation} ${verb(state)} ${expected.kind} ${name}`,
  });
  const isSameState = isSame(expected.facts['state'], found?.facts['state']);
  const onPartitions = ({ facts }: SchemaObject) => recordOf<string>(facts['state on partitions']);
  const wanted = onPartitions(expected);
  const had = found === undefined ? {} : onPartitions(found);
  const partitions = [...new Set([...Object.keys(wanted), ...Object.keys(had)])];
  return [
    ...(isSameState ? [] : [statement(table, expected.facts['state'])]),
    ...partitions
      .filter((partition) => !isSameState || wanted[partition] !== had[partition])
      .map((partition) => statement(partition, wanted[partition] ?? expected.facts['state'])),
  ];
}
