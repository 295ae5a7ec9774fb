import type { Roles } from '../../../policies/roles.ts';
import type { Survey } from '../../survey/survey.ts';
import type { Conversion } from '../conversion.ts';
import type { Obstacle } from '../plan.ts';
import { error, warning } from './obstacle.ts';

/** What the old application is, and who makes the new roles. */
export function legacyObstacles({ survey, legacy, roles }: Conversion): readonly Obstacle[] {
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
    ...legacy.roles.flatMap((name): Obstacle[] => {
      const role = known.get(name);
      if (role === undefined) {
        return [error(`legacy:${name}`, 'there is no such role', 'name one that is there')];
      }
      if (!role.superuser && !role.bypassRls) return [];
      return [
        warning(
          `legacy:${name}`,
          `${role.superuser ? 'is a superuser' : 'has BYPASSRLS'}: no policy binds it, and the old application goes on to see every organization`,
          'let the old application log in as a role that is neither',
        ),
      ];
    }),
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
