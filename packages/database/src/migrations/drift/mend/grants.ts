import { type Grants, listOf, recordOf, type SchemaObject, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, ranks, roleName, type Statement } from '../statement.ts';

export function grantsOf({ facts }: SchemaObject): Grants {
  return recordOf(facts['grants']);
}

/** What GRANT and REVOKE call an object. */
function targetOf({ kind, id }: SchemaObject, { database }: MendContext): string {
  if (kind === 'view') return `table ${id}`;
  if (kind === 'function') return `routine ${id}`;
  return kind === 'database' ? `database ${database}` : `${kind} ${id}`;
}

/**
 * Gives what is missing. From a role that has more than it should, all is taken and what it should have given: a right
 * on the table takes those on its columns along.
 *
 * @param found undefined of an object that was just made: it has what PostgreSQL gives to everybody, and what the
 * default privileges give.
 */
export function grantStatements(
  expected: SchemaObject,
  found: Grants | undefined,
  context: MendContext,
): readonly Statement[] {
  const wanted = grantsOf(expected);
  const had = found ?? atBirth(expected, context);
  const target = targetOf(expected, context);
  const statement = (sql: string): Statement => ({ object: expected.key, rank: ranks.grant, sql });
  const roles = [...new Set([...Object.keys(had), ...Object.keys(wanted)])];
  return roles.flatMap((role) => {
    const rights = wanted[role] ?? [];
    const before = had[role] ?? [];
    const isMore = before.some((right) => !rights.includes(right));
    const toGive = isMore ? rights : rights.filter((right) => !before.includes(right));
    const name = roleName(role, context);
    // Not all rights on a database are looked at: CONNECT is the logins'.
    const taken = expected.kind === 'database' ? before.join(', ') : 'all';
    return [
      ...(isMore ? [statement(`revoke ${taken} on ${target} from ${name}`)] : []),
      ...giving(toGive, target, name).map(statement),
    ];
  });
}

const grantOption = ' WITH GRANT OPTION';

/** GRANT statements: those that may be passed on are one of their own. */
export function giving(rights: readonly string[], target: string, role: string): readonly string[] {
  const plain = rights.filter((right) => !right.endsWith(grantOption));
  const passedOn = rights.filter((right) => right.endsWith(grantOption));
  return [
    ...(plain.length > 0 ? [`grant ${plain.join(', ')} on ${target} to ${role}`] : []),
    ...(passedOn.length > 0
      ? [
          `grant ${passedOn.map((right) => right.slice(0, -grantOption.length)).join(', ')} on ${target} ` +
            `to ${role} with grant option`,
        ]
      : []),
  ];
}

const toEverybody: Readonly<Record<string, readonly string[]>> = {
  function: ['EXECUTE'],
  type: ['USAGE'],
};

const namedByDefault: Readonly<Record<string, string>> = {
  table: 'TABLES',
  view: 'TABLES',
  sequence: 'SEQUENCES',
  function: 'FUNCTIONS',
  type: 'TYPES',
  schema: 'SCHEMAS',
};

/** What a new object has: where default privileges say something about a role, we do not ask what. */
function atBirth({ kind }: SchemaObject, { expected }: MendContext): Grants {
  const given = [...expected.values()].filter(
    (other) =>
      other.kind === 'default-privileges' && other.id.endsWith(` on ${namedByDefault[kind]}`),
  );
  const roles = given.flatMap(({ facts }) =>
    ['granted', 'revoked'].flatMap((name) => Object.keys(recordOf(facts[name]))),
  );
  return {
    ...(toEverybody[kind] === undefined ? {} : { public: toEverybody[kind] }),
    ...Object.fromEntries(roles.map((role) => [role, ['?']])),
  };
}

/** The rights of the owner itself, which can be revoked as well. */
export function ownRightsStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
  context: MendContext,
): readonly Statement[] {
  const withheld = expected.facts['withheld from owner'];
  if (isSame(withheld, found?.facts['withheld from owner'])) return [];
  const target = targetOf(expected, context);
  const owner = roleName(textOf(expected.facts['owner'] ?? '@migrator'), context);
  const statement = (sql: string): Statement => ({ object: expected.key, rank: ranks.grant, sql });
  return [
    ...(found === undefined ? [] : [statement(`grant all on ${target} to ${owner}`)]),
    ...(withheld === undefined
      ? []
      : [statement(`revoke ${listOf(withheld).join(', ')} on ${target} from ${owner}`)]),
  ];
}
