import { type Fact, type Grants, recordOf, type SchemaObject } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, type Mender, ranks, roleName, type Statement } from '../statement.ts';
import { giving } from './grants.ts';

export const defaultPrivileges: Mender = {
  create: (object, context) => changed(object, undefined, context),
  drop: (object, context) => changed(undefined, object, context),
  alter: (expected, found, context) => changed(expected, found, context),
};

/**
 * What is given to new objects: `granted` beyond what PostgreSQL gives by itself, and `revoked` of that. Those that
 * should not be are taken first of all: what the script makes must not have them.
 */
function changed(
  expected: SchemaObject | undefined,
  found: SchemaObject | undefined,
  context: MendContext,
): readonly Statement[] {
  const object = expected ?? found;
  if (object === undefined) return [];
  const [, role = '', where = '', what = ''] =
    /^for (.*?)(?: in (.*))? on ([A-Z ]+)$/.exec(object.id) ?? [];
  const target =
    `alter default privileges for role ${roleName(role, context)}` +
    (where === '' ? '' : ` in schema ${where}`);
  const give = (to: string, rights: readonly string[], rank: number) =>
    giving(rights, what, roleName(to, context)).map((sql) =>
      statement(object, rank, `${target} ${sql}`),
    );
  const take = (from: string, rights: readonly string[], rank: number) =>
    statement(
      object,
      rank,
      `${target} revoke ${rights.join(', ')} on ${what} from ${roleName(from, context)}`,
    );
  const differing = (name: string) => {
    const [wanted, had] = [rightsOf(expected, name), rightsOf(found, name)];
    return [...new Set([...Object.keys(wanted), ...Object.keys(had)])]
      .filter((one) => !isSame(wanted[one], had[one]))
      .map((one) => ({ role: one, wanted: wanted[one] ?? [], had: had[one] ?? [] }));
  };
  return [
    ...differing('granted').flatMap((one) => [
      ...(one.had.length > 0 ? [take(one.role, ['ALL'], ranks.defaultPrivilegesTaken)] : []),
      ...give(one.role, one.wanted, ranks.defaultPrivileges),
    ]),
    ...differing('revoked').flatMap((one) => [
      ...give(one.role, one.had, ranks.defaultPrivilegesTaken),
      ...(one.wanted.length > 0 ? [take(one.role, one.wanted, ranks.defaultPrivileges)] : []),
    ]),
  ];
}

function statement({ key }: SchemaObject, rank: number, sql: string): Statement {
  return { object: key, rank, sql };
}

function rightsOf(object: SchemaObject | undefined, name: string): Grants {
  const fact: Fact | undefined = object?.facts[name];
  return recordOf(fact);
}
