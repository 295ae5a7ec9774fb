import type { Roles } from '../../../policies/roles.ts';
import type { Survey, SurveyRole, SurveyTable } from '../../survey/survey.ts';
import type { Conversion } from '../conversion.ts';
import type { Obstacle } from '../plan.ts';
import type { Rule } from '../rules.ts';
import { sqlName } from '../names.ts';
import { shortName } from '../tables.ts';
import { names } from './objects.ts';
import { error, warning } from './obstacle.ts';

/** What the old application is, and who makes the new roles. */
export function legacyObstacles(conversion: Conversion): readonly Obstacle[] {
  const { survey, legacy, roles } = conversion;
  const known = new Map(survey.roles.map((role) => [role.name, role]));
  const missing = Object.values(roles).filter((name) => !known.has(name));
  return [
    ...(legacy.roles.length === 0
      ? [
          warning(
            'legacy:none',
            'no role of the old application is named: from the last phase on, nobody but staff and the new application sees rows',
            "legacy: { roles: ['...'] } names the roles that its statements run as",
          ),
        ]
      : []),
    ...legacy.roles.flatMap((name): readonly Obstacle[] => {
      const role = known.get(name);
      if (role === undefined) {
        return [error(`legacy:${name}`, 'there is no such role', 'name one that is there')];
      }
      if (!role.superuser && !role.bypassRls) return ownTables(conversion, name);
      return [
        warning(
          `legacy:${name}`,
          `${role.superuser ? 'is a superuser' : 'has BYPASSRLS'}: no policy binds it, and the old application goes on to see every organization`,
          'let the old application log in as a role that is neither',
        ),
      ];
    }),
    ...unread(conversion),
    ...ungranted(survey, roles).map((name) =>
      error(
        `role:${name}`,
        `${survey.session.user} is no member of it, and may not make itself one`,
        `have it granted: grant ${name} to ${survey.session.user}`,
      ),
    ),
    ...(missing.length > 0 && !survey.session.mayCreateRoles
      ? [
          error(
            'roles',
            `${survey.session.user} may not make the roles ${missing.join(', ')}`,
            `have them made: ${missing.map((name) => `create role ${name} nologin;`).join(' ')}`,
          ),
        ]
      : []),
  ];
}

/** Who owns a table changes it. */
function ownTables({ targets }: Conversion, name: string): readonly Obstacle[] {
  const own = targets.filter(({ table }) => table.owner === name).map(({ table }) => table.ident);
  if (own.length === 0) return [];
  return [
    warning(
      `legacy-owns:${name}`,
      `it owns ${own.length === 1 ? own[0] : `${own.length} of the tables`}: injected into the old application, SQL can switch row security off`,
      'let the old application log in as a role that owns nothing',
    ),
  ];
}

/** The trigger that fills the tenant key reads with the rights of whoever writes. */
function unread(conversion: Conversion): readonly Obstacle[] {
  const { survey, legacy, targets } = conversion;
  return legacy.roles.flatMap((name) => {
    const role = survey.roles.find((one) => one.name === name);
    if (role === undefined || role.superuser) return [];
    const may = (table: SurveyTable, privilege: string) => mayOn(role, table, privilege);
    return targets.flatMap(({ table, rule }) =>
      may(table, 'INSERT')
        ? readBy(conversion, rule)
            .filter((parent) => parent !== table && !may(parent, 'SELECT'))
            .map((parent) =>
              error(
                `unread:${table.ident}.${name}`,
                `${name} may insert into it, and the rule of its rows reads ${parent.ident}, which ${name} may not: every insert would fail`,
                `grant select on ${parent.ident} to ${sqlName(name)}`,
              ),
            )
        : [],
    );
  });
}

/** Tables that a rule reads; of one in SQL, those that it names. */
function readBy({ survey }: Conversion, rule: Rule): readonly SurveyTable[] {
  if (rule.kind === 'parent') return [rule.parent];
  if (rule.kind !== 'sql') return [];
  return survey.tables.filter(
    (table) => /\bselect\b/i.test(rule.sql) && names(rule.sql, shortName(table)),
  );
}

function mayOn({ name, memberOf }: SurveyRole, table: SurveyTable, privilege: string): boolean {
  const roles = new Set([name, ...memberOf, 'public']);
  return (
    roles.has(table.owner) ||
    table.grants.some((grant) => roles.has(grant.role) && grant.privilege === privilege)
  );
}

/** Who converts owns functions as the definer, and counts rows as staff. */
function ungranted({ roles, session }: Survey, { superadmin, definer }: Roles): readonly string[] {
  const own = roles.find(({ name }) => name === session.user)?.memberOf ?? [];
  return [superadmin, definer].filter(
    (name) =>
      !session.superuser &&
      roles.some((role) => role.name === name) &&
      !own.includes(name) &&
      !session.mayGrant.includes(name),
  );
}
